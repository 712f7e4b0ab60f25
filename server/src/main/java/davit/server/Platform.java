package davit.server;

import davit.aws.AwsHandler;
import davit.aws.AwsService;
import davit.aws.AwsSettings;
import davit.aws.InProcessClients;
import davit.aws.port.EventTargets;
import davit.base.http.HttpHandler;
import davit.base.storage.Blobs;
import davit.base.storage.DirectoryBlobs;
import davit.base.storage.Records;
import davit.base.storage.SqliteRecords;
import davit.base.time.SystemTime;
import davit.base.time.Time;
import davit.functions.LambdaPorts;
import davit.functions.LambdaService;
import davit.functions.LambdaSettings;
import davit.images.AheadPreparation;
import davit.images.ImageStore;
import davit.images.oci.Digest;
import davit.images.pull.BaseImages;
import davit.images.pull.PullThrough;
import davit.images.pull.Upstream;
import davit.images.registry.RegistryHandler;
import davit.images.repository.Repositories;
import davit.images.rootfs.LayerStore;
import davit.sandbox.Egress;
import davit.sandbox.LinuxSandboxes;
import davit.sandbox.SandboxException;
import davit.sandbox.SandboxSettings;
import davit.server.http.HttpServer;
import davit.server.http.Router;
import davit.server.platform.ImageCleanUp;
import davit.server.platform.PlatformPages;
import davit.server.platform.RegistryImages;
import davit.server.platform.StatusReader;
import davit.server.platform.StoredObjects;
import davit.services.ecr.EcrService;
import davit.services.iam.IamService;
import davit.services.logs.LogsService;
import davit.services.s3.S3Service;
import davit.services.sqs.SqsService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs in the one process, put together. Read {@link #wire} from above: what is made later uses what
 * was made before.
 *
 * <p>Closed in the opposite order: first no request is taken any more, then environments end, then the rest.
 */
final class Platform implements AutoCloseable {
    static final String VERSION = "0.1.0";

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Configuration configuration;
    private final Time time = new SystemTime();
    private final SecureRandom random = new SecureRandom();
    private final HttpServer http;

    private Platform(Configuration configuration) throws IOException, SandboxException {
        this.configuration = configuration;
        boolean isComplete = false;
        try {
            this.http = wire();
            isComplete = true;
        } finally {
            if (!isComplete) {
                close();
            }
        }
    }

    /**
     * Starts everything; returns when every service answers.
     *
     * @throws IOException if the port is in use, or the data folder cannot be used
     */
    static Platform start(Configuration configuration) throws IOException {
        try {
            return new Platform(configuration);
        } catch (SandboxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private HttpServer wire() throws IOException, SandboxException {
        Path data = configuration.data();
        Records records = opened(new SqliteRecords(data.resolve(DataFolder.DATABASE)));
        IamService iam = new IamService(records, Configuration.ACCOUNT, data.resolve("credentials"), random, time);
        LogsService logs = opened(new LogsService(records, data.resolve("logs"), time));

        Repositories repositories = new Repositories(records, blobs("images"), time);
        PullThrough publicImages = publicImages(repositories, records);
        EcrService ecr = new EcrService(repositories, records, iam.authorizer(), Configuration.ACCOUNT, random, time);
        Blobs archives = blobs("code");
        ImageStore images = new ImageStore(
                repositories, publicImages, new LayerStore(data.resolve("layers"), records), records, archives, time);

        AheadPreparation ahead = opened(new AheadPreparation(images));

        SqsService sqs = sqs(iam);
        EventTargets targets = new EventTargets();
        LateHttpServer server = new LateHttpServer();
        StoredObjects objects = objects(iam);
        LambdaService lambda = opened(new LambdaService(
                records,
                new LambdaPorts(
                        sandboxes(),
                        new RegistryImages(images),
                        iam.roleSessions(),
                        iam.authorizer(),
                        logs.sink(),
                        archives,
                        objects,
                        server),
                LambdaSettings.defaults(server::port, Runtime.getRuntime().availableProcessors())
                        .withMaxIdle(configuration.maxIdle()),
                time,
                random));
        sqs.registerIn(targets);
        lambda.registerIn(targets);
        S3Service s3 = opened(new S3Service(
                records, blobs("objects"), targets, iam.authorizer(), Configuration.ACCOUNT, random, time));

        objects.become(s3.service());
        List<AwsService> services = new ArrayList<>(iam.services());
        services.addAll(List.of(lambda.operations(), s3.service(), ecr.service(), logs.operations(), sqs.operations()));
        HttpHandler aws = aws(iam, services);
        HttpHandler registry = new RegistryHandler(
                repositories, publicImages, ecr.registryAccess(), Configuration.ACCOUNT, time, random, ahead);
        HttpHandler pages = new PlatformPages(
                VERSION, new StatusReader(VERSION, lambda, data, time)::read, lambda::usage, lambda.downloads());
        HttpServer http = opened(new HttpServer(
                new InetSocketAddress(configuration.bind(), configuration.port()),
                new Router(lambda.urls(iam.credentials()), pages, registry, aws),
                time));
        server.becomes(http);
        http.open();
        lambda.start();
        s3.start();
        logs.start();
        sqs.start();
        opened(new ImageCleanUp(
                repositories,
                images,
                () -> lambda.imageDigests().stream().map(Digest::parse).collect(Collectors.toSet())));
        http.start();
        return http;
    }

    private StoredObjects objects(IamService iam) {
        AwsSettings settings = new AwsSettings(Configuration.ACCOUNT, Configuration.REGION);
        return new StoredObjects(new InProcessClients(settings, iam.authorizer(), random));
    }

    private LinuxSandboxes sandboxes() throws IOException, SandboxException {
        return opened(new LinuxSandboxes(configuration.run().resolve("sandboxes"), time, sandboxSettings()));
    }

    private HttpHandler aws(IamService iam, List<AwsService> services) {
        return new AwsHandler(
                new AwsSettings(Configuration.ACCOUNT, Configuration.REGION),
                services,
                iam.credentials(),
                iam.authorizer(),
                time,
                random);
    }

    private SqsService sqs(IamService iam) {
        Records messages = opened(new SqliteRecords(configuration.data().resolve(DataFolder.MESSAGES)));
        return opened(new SqsService(messages, iam.authorizer(), Configuration.ACCOUNT, random, time));
    }

    private SandboxSettings sandboxSettings() throws IOException {
        try {
            return SandboxSettings.with(configuration.sandbox())
                    .withEgress(Egress.parse(configuration.network()))
                    .withNetworks(VpcOptions.parse(configuration.vpcs()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Blobs blobs(String of) throws IOException {
        return new DirectoryBlobs(configuration.data().resolve("blobs").resolve(of));
    }

    private PullThrough publicImages(Repositories repositories, Records records) {
        return new PullThrough(
                repositories,
                records,
                new Upstream(time),
                new BaseImages(configuration.home().resolve("base-images")),
                configuration.run().resolve("base-images"),
                time,
                LOG::info);
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    /** Where the server answers. */
    URI endpoint() {
        String host = configuration.bind().contains(":") ? "[" + configuration.bind() + "]" : configuration.bind();
        return URI.create("http://" + host + ":" + http.port());
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) { // whatever one part's end says, the others have to be ended too
                LOG.warn("{} did not end cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
