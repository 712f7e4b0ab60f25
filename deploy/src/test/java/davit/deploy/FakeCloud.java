package davit.deploy;

import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.provider.ChildResource;
import davit.deploy.provider.ComponentChildren;
import davit.deploy.provider.ComponentRequest;
import davit.deploy.provider.ComponentType;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.Difference;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.PartialFailureException;
import davit.deploy.provider.ProviderConfiguration;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ProviderFunction;
import davit.deploy.provider.ProviderPackage;
import davit.deploy.provider.RegisteredResource;
import davit.deploy.provider.ResourceState;
import davit.deploy.provider.ResourceType;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A cloud in memory that has every resource type: names are automatic, the properties {@code bucket}, {@code name} and
 * {@code repositoryUrl} cannot be changed, and tests make it fail, block or lose what it has.
 */
final class FakeCloud {
    /** The properties whose change forces a replacement. */
    static final List<String> IMMUTABLE = List.of("name", "bucket", "repositoryUrl", "context");

    private final Map<String, ResourceState> resources = new ConcurrentHashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Set<String> entered = ConcurrentHashMap.newKeySet();
    private volatile String imageDigest = "sha256:" + "a".repeat(64);

    /** What is there, by type and id. */
    Map<String, ResourceState> resources() {
        return Map.copyOf(resources);
    }

    /** What is there under a key. */
    ResourceState state(String key) {
        return Optional.ofNullable(resources.get(key)).orElseThrow();
    }

    /** What was called, as {@code create bucket}. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Forgets what was called. */
    void clearCalls() {
        calls.clear();
    }

    /** Lets a call, as {@code create bucket}, fail until {@link #mend}. */
    void fail(String call, String message) {
        failures.put(call, message);
    }

    /** Lets nothing fail any more. */
    void mend() {
        failures.clear();
    }

    /** Lets a call wait after its effect until the latch is opened. */
    CountDownLatch hold(String call) {
        CountDownLatch latch = new CountDownLatch(1);
        gates.put(call, latch);
        return latch;
    }

    /** Whether a call that is held has had its effect. */
    boolean hasEntered(String call) {
        return entered.contains(call);
    }

    /** Somebody else changes a resource. */
    void change(String key, ResourceState state) {
        resources.put(key, state);
    }

    /** Somebody else deletes a resource. */
    void lose(String key) {
        resources.remove(key);
    }

    /** The key of the only resource of a type. */
    String key(String type) {
        return resources.keySet().stream()
                .filter(key -> key.startsWith(type + " "))
                .findFirst()
                .orElseThrow();
    }

    /** The next build gives another image. */
    void changeImage() {
        imageDigest = "sha256:" + "b".repeat(64);
    }

    /** The packages that the shared programs use. */
    List<ProviderPackage> packages() {
        return Stream.of("aws", "awsx", "docker-build", "test")
                .<ProviderPackage>map(FakePackage::new)
                .toList();
    }

    private final class FakePackage implements ProviderPackage {
        private final String name;

        FakePackage(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Difference diff(Properties old, Properties inputs) {
            return Difference.between(old, inputs, List.of("region"), "");
        }

        @Override
        public ConfiguredProvider configure(ProviderConfiguration configuration) {
            return new ConfiguredProvider() {
                @Override
                public Optional<ResourceType> resource(String token) {
                    return token.contains(":missing:") ? Optional.empty() : Optional.of(new Type(token, configuration));
                }

                @Override
                public Optional<ProviderFunction> function(String token) {
                    return Optional.of(arguments -> call(token, arguments));
                }

                @Override
                public Optional<ComponentType> component(String token) {
                    return switch (token) {
                        case "awsx:ecr:Repository" -> Optional.of(new Repository());
                        case "awsx:ecr:Image" -> Optional.of(new Image());
                        default -> Optional.empty();
                    };
                }

                @Override
                public void close() {}
            };
        }
    }

    private Properties call(String token, Properties arguments) throws ProviderException {
        if (token.endsWith(":fail")) {
            throw new ProviderException("the function failed");
        }
        String json = "{\"statements\":" + arguments.list("statements").size() + "}";
        return Properties.EMPTY.with("json", json).with("echo", PropertyValue.of(arguments));
    }

    private final class Type implements ResourceType {
        private final String token;
        private final ProviderConfiguration configuration;

        Type(String token, ProviderConfiguration configuration) {
            this.token = token;
            this.configuration = configuration;
        }

        @Override
        public String token() {
            return token;
        }

        private String naming() {
            return token.equals("aws:s3/bucket:Bucket") ? "bucket" : "name";
        }

        @Override
        public Checked check(CheckRequest request) {
            if (request.inputs().has("invalid")) {
                return new Checked(request.inputs(), List.of(new Checked.Failure("invalid", "it must not be set")));
            }
            Properties named = request.withAutomaticName(naming(), 63);
            return Checked.accepted(token.startsWith("docker-build:") ? named.with("digest", imageDigest) : named);
        }

        @Override
        public Difference diff(ResourceState old, Properties inputs) {
            return Difference.between(old.inputs(), inputs, IMMUTABLE, naming());
        }

        @Override
        public Optional<String> predictedId(Properties inputs) {
            return inputs.text(naming()).filter(_ -> CheckRequest.isDefault(inputs, naming()));
        }

        @Override
        public ResourceState create(OperationContext context, Properties inputs)
                throws ProviderException, InterruptedException {
            calls.add("create " + context.urn().name());
            String id = inputs.text(naming()).orElseThrow();
            ResourceState state = new ResourceState(id, inputs, outputs(id, inputs));
            String failure = failures.get("partial " + context.urn().name());
            if (failure != null) {
                resources.put(token + " " + id, state);
                throw new PartialFailureException(failure, state, new IllegalStateException());
            }
            failIfAsked("create " + context.urn().name());
            if (resources.putIfAbsent(token + " " + id, state) != null) {
                throw new ProviderException("ResourceExists: " + id);
            }
            waitIfAsked("create " + context.urn().name());
            return state;
        }

        private Properties outputs(String id, Properties inputs) {
            return inputs.without(CheckRequest.DEFAULTS)
                    .with("arn", "arn:" + configuration.inputs().text("region").orElse("none") + ":" + id)
                    .with("repositoryUrl", "127.0.0.1:4566/" + id)
                    .with(
                            "ref",
                            "127.0.0.1:4566/" + id + "@" + inputs.text("digest").orElse(""));
        }

        @Override
        public Optional<ResourceState> read(OperationContext context, ResourceState state) throws ProviderException {
            calls.add("read " + context.urn().name());
            failIfAsked("read " + context.urn().name());
            return Optional.ofNullable(resources.get(token + " " + state.id()));
        }

        @Override
        public ResourceState update(OperationContext context, ResourceState old, Properties inputs)
                throws ProviderException, InterruptedException {
            calls.add("update " + context.urn().name());
            failIfAsked("update " + context.urn().name());
            ResourceState state = new ResourceState(old.id(), inputs, outputs(old.id(), inputs));
            resources.put(token + " " + old.id(), state);
            waitIfAsked("update " + context.urn().name());
            return state;
        }

        @Override
        public void delete(OperationContext context, ResourceState state)
                throws ProviderException, InterruptedException {
            calls.add("delete " + context.urn().name());
            failIfAsked("delete " + context.urn().name());
            resources.remove(token + " " + state.id());
            waitIfAsked("delete " + context.urn().name());
        }
    }

    private void failIfAsked(String call) throws ProviderException {
        String failure = failures.get(call);
        if (failure != null) {
            throw new ProviderException(failure);
        }
    }

    private void waitIfAsked(String call) throws InterruptedException {
        CountDownLatch gate = gates.get(call);
        if (gate != null) {
            entered.add(call);
            gate.await();
        }
    }

    private static final class Repository implements ComponentType {
        @Override
        public String token() {
            return "awsx:ecr:Repository";
        }

        @Override
        public Properties construct(ComponentRequest request, ComponentChildren children)
                throws ProviderException, InterruptedException {
            RegisteredResource repository = children.register(
                    new ChildResource("aws:ecr/repository:Repository", request.name(), request.inputs()));
            return Properties.of("url", repository.output("repositoryUrl")).with("repository", repository.reference());
        }
    }

    private static final class Image implements ComponentType {
        @Override
        public String token() {
            return "awsx:ecr:Image";
        }

        @Override
        public Properties construct(ComponentRequest request, ComponentChildren children)
                throws ProviderException, InterruptedException {
            RegisteredResource image = children.register(
                    new ChildResource("docker-build:index:Image", request.name() + "-container", request.inputs()));
            return Properties.of("imageUri", image.output("ref"));
        }
    }
}
