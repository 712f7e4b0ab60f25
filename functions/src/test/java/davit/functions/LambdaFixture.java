package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;

import davit.aws.AwsHandler;
import davit.aws.AwsSettings;
import davit.aws.arn.Arn;
import davit.aws.operation.Caller;
import davit.aws.operation.Held;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.aws.port.Authorizer;
import davit.aws.port.CredentialSource.Credentials;
import davit.aws.port.LogSink;
import davit.aws.port.ObjectSource;
import davit.aws.port.RoleSessions;
import davit.base.http.HttpHandler;
import davit.base.json.Json;
import davit.base.storage.Blobs;
import davit.base.storage.DirectoryBlobs;
import davit.base.storage.SqliteRecords;
import davit.base.time.SystemTime;
import davit.base.time.Time;
import davit.functions.model.Architecture;
import davit.functions.port.FunctionImages;
import davit.functions.port.ImageUnavailableException;
import davit.functions.port.PlatformEndpoint;
import davit.images.oci.Digest;
import davit.linux.mount.Mount;
import davit.sandbox.FakeSandboxes;
import davit.sandbox.NetworkName;
import davit.sandbox.Sandboxes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.State;

/** Lambda over a database in a folder and fakes of everything else. */
public final class LambdaFixture implements AutoCloseable {
    public static final String ACCOUNT = "000000000000";
    public static final String REGION = "us-east-1";
    public static final String ROLE = "arn:aws:iam::000000000000:role/thumbnailer";
    public static final String IMAGE = "localhost:4566/thumbnailer:latest";

    /** The networks that functions can be in. */
    public static final List<NetworkName> NETWORKS = List.of(new NetworkName("inner"), new NetworkName("other"));

    public final Time time;
    public final FakeRuntime runtime = new FakeRuntime();
    public final FakeSandboxes sandboxes;
    public final FakeImages images = new FakeImages();
    public final FakeRoles roles = new FakeRoles();
    public final FakeObjects objects = new FakeObjects();
    public final CollectedLogs logs = new CollectedLogs();
    public final LambdaService service;
    private final Random requestIds = new Random();
    final FullDisk records;

    /** Lambda that keeps its records in {@code folder}. */
    public LambdaFixture(Path folder, Time time) {
        this(folder, time, Authorizer.ALLOWS_ALL);
    }

    /** Lambda that asks {@code authorizer} about other services' events. */
    public LambdaFixture(Path folder, Time time, Authorizer authorizer) {
        this.time = time;
        this.sandboxes = new FakeSandboxes(time, runtime);
        NETWORKS.forEach(sandboxes::addNetwork);
        this.records = new FullDisk(new SqliteRecords(folder.resolve("davit.db")));
        LambdaPorts ports =
                new LambdaPorts(sandboxes, images, roles, authorizer, logs, archives(folder), objects, _ -> {});
        this.service = service(ports);
    }

    /** Lambda over {@code real} sandboxes, in which {@code endpoint} serves the platform. */
    public LambdaFixture(Path folder, Time time, Sandboxes real, PlatformEndpoint endpoint) {
        this.time = time;
        this.sandboxes = new FakeSandboxes(time, runtime);
        this.records = new FullDisk(new SqliteRecords(folder.resolve("davit.db")));
        this.service = service(
                new LambdaPorts(real, images, roles, Authorizer.ALLOWS_ALL, logs, archives(folder), objects, endpoint));
    }

    private LambdaService service(LambdaPorts ports) {
        LambdaSettings defaults = LambdaSettings.defaults(() -> 4566, 2.0);
        LambdaSettings settings = new LambdaSettings(
                defaults.endpointPort(),
                defaults.cpus(),
                defaults.concurrency(),
                defaults.environments(),
                ports.sandboxes() instanceof FakeSandboxes ? Duration.ofSeconds(1) : defaults.initLimit(),
                defaults.maxIdle(),
                defaults.credentialsValidity());
        return new LambdaService(records, ports, settings, time, new Random(7));
    }

    private static Blobs archives(Path folder) {
        try {
            return new DirectoryBlobs(folder.resolve("code"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates an image function with Lambda's defaults, and waits until it is active. */
    public void create(String name) {
        create(CreateFunctionRequest.builder().functionName(name).build());
    }

    /** Creates a function with what {@code request} says beside image and role, and waits until it is active. */
    public void create(CreateFunctionRequest request) {
        client().createFunction(request.toBuilder()
                .packageType("Image")
                .role(ROLE)
                .code(code -> code.imageUri(IMAGE))
                .build());
        await(() -> client().getFunctionConfiguration(query -> query.functionName(request.functionName()))
                        .state()
                == State.ACTIVE);
    }

    /** Invokes and waits for the answer. */
    public InvokeResponse invoke(String name, String payload) {
        return client().invoke(request -> request.functionName(name).payload(SdkBytes.fromUtf8String(payload)));
    }

    /** A client whose calls go to the operations within a context as the protocol layer makes it. */
    public LambdaClient client() {
        return (LambdaClient) Proxy.newProxyInstance(
                LambdaClient.class.getClassLoader(), new Class<?>[] {LambdaClient.class}, this::forward);
    }

    /** The protocol layer over Lambda. */
    public HttpHandler handler() {
        return new AwsHandler(
                new AwsSettings(ACCOUNT, REGION),
                List.of(service.operations()),
                (id, _) -> Optional.of(
                        new Credentials(id, "secret", Optional.empty(), Optional.empty(), new Caller.Root(ACCOUNT))),
                Authorizer.ALLOWS_ALL,
                new SystemTime(),
                requestIds);
    }

    /** A real client of the SDK, whose requests pass the protocol layer. */
    public LambdaClient realClient() {
        AwsBasicCredentials key = AwsBasicCredentials.create("AKIATEST", "secret");
        return LambdaClient.builder()
                .endpointOverride(URI.create("http://localhost:4566"))
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(key))
                .httpClient(new HandlerHttpClient(handler()))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private Object forward(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (arguments.length == 1 && arguments[0] instanceof AwsRequest request) {
            return call(request);
        }
        return InvocationHandler.invokeDefault(proxy, method, arguments);
    }

    private AwsResponse call(AwsRequest request) {
        RequestContext context = new RequestContext(
                UUID.randomUUID().toString(),
                new Caller.Root(ACCOUNT),
                ACCOUNT,
                REGION,
                URI.create("http://localhost:4566"),
                "127.0.0.1");
        try (Held _ = context.held()) {
            return ScopedValue.where(RequestContext.CURRENT, context).call(() -> perform(operation(request), request));
        }
    }

    private static AwsResponse perform(Operation.Plain<AwsRequest, AwsResponse> operation, AwsRequest request) {
        assertThat(operation.access(request)).isNotEmpty();
        return operation.call(request);
    }

    @SuppressWarnings("unchecked") // the operation's class name and its type arguments are the request's
    private Operation.Plain<AwsRequest, AwsResponse> operation(AwsRequest request) {
        String name = request.getClass().getSimpleName().replace("Request", "");
        return (Operation.Plain<AwsRequest, AwsResponse>) service.operations().operations().stream()
                .filter(each -> each.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOperationException(name));
    }

    /** Waits up to ten seconds until something is so. */
    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within ten seconds");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    @Override
    public void close() {
        service.close();
        sandboxes.close();
        records.close();
    }

    /** Images by URI; at first the one of {@link #IMAGE}. */
    public static final class FakeImages implements FunctionImages {
        private final Map<String, String> digests = new ConcurrentHashMap<>(Map.of(IMAGE, "sha256:" + "a".repeat(64)));
        private final Map<String, ImageUnavailableException> problems = new ConcurrentHashMap<>();
        private volatile Runnable beforePreparation = () -> {};
        private volatile PreparedImage prepared = new PreparedImage(
                new Mount.Overlay(List.of(Path.of("/"))),
                Map.of("FROM_IMAGE", "1"),
                List.of("/lambda-entrypoint.sh"),
                List.of("index.handler"),
                "/var/task");

        /** Adds an image. */
        public void put(String uri, String digest) {
            digests.put(uri, digest);
        }

        /** Lets every preparation begin so. */
        public void beforePreparation(Runnable work) {
            beforePreparation = work;
        }

        /** Lets the preparation of an image fail. */
        public void fail(String digest, ImageUnavailableException problem) {
            problems.put(digest, problem);
        }

        /** Lets every image be prepared so. */
        public void prepared(PreparedImage image) {
            prepared = image;
        }

        @Override
        public ResolvedImage resolve(String imageUri, Architecture architecture) throws ImageUnavailableException {
            String digest = digests.get(imageUri);
            if (digest == null) {
                throw new ImageUnavailableException(ImageUnavailableException.Reason.NOT_FOUND, imageUri);
            }
            String repository = imageUri.substring(0, imageUri.lastIndexOf(':'));
            return new ResolvedImage(repository + "@" + digest, digest);
        }

        @Override
        public String compose(ManagedImage image) {
            return Digest.of(Json.bytes(image)).toString();
        }

        @Override
        public PreparedImage prepare(String digest) throws ImageUnavailableException {
            beforePreparation.run();
            ImageUnavailableException problem = problems.get(digest);
            if (problem != null) {
                throw problem;
            }
            return prepared;
        }
    }

    /** Objects by bucket and key. */
    public static final class FakeObjects implements ObjectSource {
        private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

        /** Adds an object of the bucket {@code code}. */
        public void put(String key, byte[] content) {
            contents.put(key, content);
        }

        @Override
        public InputStream open(String bucket, String key, @Nullable String version, Caller caller)
                throws RefusedException {
            if (!bucket.equals("code")) {
                throw new RefusedException("NoSuchBucket", "The specified bucket does not exist");
            }
            byte[] content = contents.get(key);
            if (content == null) {
                throw new RefusedException("NoSuchKey", "The specified key does not exist.");
            }
            return new ByteArrayInputStream(content);
        }
    }

    /** Roles that can all be assumed, but those that were taken away. */
    public static final class FakeRoles implements RoleSessions {
        private final List<String> refused = new CopyOnWriteArrayList<>();

        /** Lets a role not be assumable. */
        public void refuse(String role) {
            refused.add(role);
        }

        @Override
        public Credentials assume(Arn role, String servicePrincipal, String sessionName, Duration duration)
                throws NotAssumableException {
            if (refused.contains(role.toString())) {
                throw new NotAssumableException(role + " does not trust " + servicePrincipal);
            }
            return new Credentials(
                    "ASIAFAKE",
                    "secret",
                    Optional.of("token"),
                    Optional.of(Instant.MAX),
                    new Caller.RoleSession(role, "AROAFAKE", sessionName));
        }
    }

    /** Keeps log events in memory. */
    public static final class CollectedLogs implements LogSink {
        /** One event with its place. */
        public record Line(String group, String stream, String message) {}

        private final List<Line> lines = new ArrayList<>();

        @Override
        public synchronized void append(String group, String stream, List<LogEvent> events) {
            events.forEach(event -> lines.add(new Line(group, stream, event.message())));
        }

        /** Everything so far. */
        public synchronized List<Line> lines() {
            return List.copyOf(lines);
        }

        /** The messages so far. */
        public List<String> messages() {
            return lines().stream().map(Line::message).toList();
        }
    }
}
