package davit.functions;

import davit.aws.AwsService;
import davit.aws.Signers;
import davit.aws.port.CredentialSource;
import davit.aws.port.EventTargets;
import davit.base.http.HttpHandler;
import davit.base.storage.Records;
import davit.base.time.Time;
import davit.functions.api.ControlPlane;
import davit.functions.api.Operations;
import davit.functions.engine.Dispatcher;
import davit.functions.engine.EngineCounts;
import davit.functions.engine.EngineLimits;
import davit.functions.engine.HostSettings;
import davit.functions.engine.LocalEnvironments;
import davit.functions.engine.LocalHost;
import davit.functions.logs.LogPump;
import davit.functions.model.AsyncSettings;
import davit.functions.model.Function;
import davit.functions.model.FunctionVersion;
import davit.functions.model.Ids;
import davit.functions.model.LayerUse;
import davit.functions.model.LayerVersion;
import davit.functions.model.ManagedRuntime;
import davit.functions.model.ProvisionedConcurrency;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.Recursion;
import davit.functions.model.RuntimeManagement;
import davit.functions.model.ZipCode;
import davit.functions.store.Aliases;
import davit.functions.store.AsyncEvents;
import davit.functions.store.CodeArchives;
import davit.functions.store.CodeSignings;
import davit.functions.store.FunctionUrls;
import davit.functions.store.Functions;
import davit.functions.store.Layers;
import davit.functions.store.Policies;
import davit.functions.store.Publications;
import davit.functions.store.QualifiedTable;
import davit.functions.store.Qualifiers;
import davit.functions.store.Versions;
import davit.functions.urls.UrlHandler;
import davit.functions.usage.UsageMeter;
import davit.functions.work.AsyncInvoker;
import davit.functions.work.CodeDownloads;
import davit.functions.work.FunctionTarget;
import davit.functions.work.ImagePreparation;
import davit.functions.work.Provisioning;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Lambda: the door of this module.
 *
 * <p>Made, then {@link #start}ed, then closed; {@link #operations} answer between the two.
 */
public final class LambdaService implements AutoCloseable {
    private static final Duration SETTLE_GRACE = Duration.ofMillis(25);
    private static final Duration STOP_GRACE = Duration.ofMillis(300);

    private final Functions functions;
    private final Versions versions;
    private final CodeArchives archives;
    private final Layers layers;
    private final CodeDownloads downloads;
    private final LogPump logs;
    private final Dispatcher dispatcher;
    private final AsyncInvoker asyncInvoker;
    private final ImagePreparation preparation;
    private final Provisioning provisioning;
    private final UsageMeter usage;
    private final FunctionTarget target;
    private final AwsService operations;
    private final ControlPlane lambda;
    private final Time time;

    /** Lambda over what {@code records} keeps; runs nothing before {@link #start}. */
    public LambdaService(
            Records records, LambdaPorts ports, LambdaSettings settings, Time time, RandomGenerator random) {
        Ids ids = new Ids(random);
        functions = new Functions(records);
        versions = new Versions(records);
        Qualifiers qualifiers = new Qualifiers(
                functions,
                versions,
                new Aliases(records),
                new QualifiedTable<>(records, "lambda_async_settings", AsyncSettings.class),
                new QualifiedTable<>(records, "lambda_provisioned", ProvisionedConcurrency.class),
                random);
        Policies policies = new Policies(records);
        archives = new CodeArchives(ports.archives());
        layers = new Layers(records);
        downloads = new CodeDownloads(archives, time, random);
        logs = new LogPump(ports.logs(), time);
        usage = new UsageMeter(records, time);
        HostSettings host = new HostSettings(
                settings.endpointPort(),
                settings.cpus(),
                settings.initLimit(),
                settings.credentialsValidity(),
                settings.maxIdle(),
                STOP_GRACE);
        dispatcher = new Dispatcher(
                new LocalEnvironments(new LocalHost(
                        ports.sandboxes(),
                        ports.images(),
                        ports.roles(),
                        ports.endpoint(),
                        logs,
                        usage,
                        time,
                        random,
                        host)),
                new EngineLimits(settings.concurrency(), settings.environments(), settings.maxIdle(), SETTLE_GRACE),
                time);
        asyncInvoker = new AsyncInvoker(new AsyncEvents(records), qualifiers, dispatcher, logs, time);
        preparation = new ImagePreparation(functions, versions, ports.images(), dispatcher, ids, time);
        provisioning = new Provisioning(qualifiers, dispatcher, usage, time);
        target = new FunctionTarget(qualifiers, policies, ports.authorizer(), asyncInvoker, time, ids);
        this.time = time;
        lambda = new ControlPlane(
                stores(records, qualifiers, policies, new Publications(versions, ids)),
                new ControlPlane.Code(ports.images(), archives, ports.objects(), layers, downloads),
                ports.roles(),
                preparation,
                dispatcher,
                new ControlPlane.Work(asyncInvoker, provisioning),
                new ControlPlane.Clock(time, ids),
                new ControlPlane.Account(
                        settings.concurrency(),
                        settings.environments(),
                        ports.sandboxes().networks(),
                        ports.authorizer()));
        operations =
                new AwsService("lambda", AwsService.Protocol.REST_JSON_1, LambdaClient.class, Operations.of(lambda));
    }

    private static ControlPlane.Stores stores(
            Records records, Qualifiers qualifiers, Policies policies, Publications publications) {
        return new ControlPlane.Stores(
                qualifiers,
                policies,
                publications,
                new CodeSignings(records),
                new QualifiedTable<>(records, "lambda_recursion", Recursion.class),
                new QualifiedTable<>(records, "lambda_runtime_management", RuntimeManagement.class),
                new FunctionUrls(records));
    }

    /** The operations, for the protocol layer. */
    public AwsService operations() {
        return operations;
    }

    /**
     * What answers at the addresses of functions.
     *
     * @param credentials the keys that requests may be signed with
     */
    public HttpHandler urls(CredentialSource credentials) {
        return new UrlHandler(lambda, new Signers(credentials, time));
    }

    /** Makes functions targets of other services' events. */
    public void registerIn(EventTargets targets) {
        targets.register("lambda", target);
    }

    /** Goes on with what an earlier process accepted and did not finish. */
    public void start() {
        for (Function function : functions.all()) {
            dispatcher.reserve(function.id(), function.reservedConcurrency());
        }
        archives.retain(usedArchives());
        preparation.start();
        asyncInvoker.start();
        provisioning.start();
    }

    /** The digests of the images that functions have, or have until a change of them is done. */
    public Set<String> imageDigests() {
        return everyVersion().map(version -> version.code().digest()).collect(Collectors.toSet());
    }

    private Set<String> usedArchives() {
        Stream<ZipCode> ofLayers = layers.all().stream().map(LayerVersion::code);
        return Stream.concat(ofLayers, everyVersion().flatMap(LambdaService::archives))
                .map(ZipCode::sha256)
                .collect(Collectors.toSet());
    }

    private static Stream<ZipCode> archives(FunctionVersion version) {
        ManagedRuntime runtime = version.settings().runtime();
        Stream<ZipCode> ofLayers =
                runtime == null ? Stream.empty() : runtime.layers().stream().map(LayerUse::code);
        return Stream.concat(Stream.ofNullable(version.code().zip()), ofLayers);
    }

    /** Answers the addresses of archives, whose paths begin with {@link CodeDownloads#PATH}. */
    public HttpHandler downloads() {
        return downloads;
    }

    private Stream<FunctionVersion> everyVersion() {
        Stream<FunctionVersion> unpublished = functions.all().stream()
                .flatMap(function ->
                        Stream.concat(Stream.of(function.current()), Stream.ofNullable(function.serving())));
        Stream<FunctionVersion> published = versions.all().stream().map(QualifiedVersion::current);
        return Stream.concat(unpublished, published);
    }

    /** What Lambda is doing. */
    public LambdaStatus status() {
        EngineCounts counts = dispatcher.counts();
        return new LambdaStatus(functions.all().size(), counts.environments(), counts.busy(), asyncInvoker.size());
    }

    /** What functions used so far, by day. */
    public List<UsageMeter.Day> usage() {
        return usage.read();
    }

    /**
     * Ends every environment; invocations that run end with an error, accepted events are kept for the next start. Logs
     * are written to the end.
     */
    @Override
    public void close() {
        asyncInvoker.close();
        provisioning.close();
        dispatcher.close();
        try {
            asyncInvoker.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        usage.close();
        logs.close();
    }
}
