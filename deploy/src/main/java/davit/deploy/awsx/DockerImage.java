package davit.deploy.awsx;

import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.provider.Difference;
import davit.deploy.provider.ImageBuildRequest;
import davit.deploy.provider.ImageBuilder;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.provider.ResourceType;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.ValueTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code docker-build:index:Image}: an image that is built and pushed. It is built again when what its context, Dockerfile
 * and arguments say has changed; that is decided by a digest of them, {@code contextHash}.
 *
 * <p>The builder has its own access to the registry and its own cache, so {@code registries}, {@code cacheFrom} and
 * {@code cacheTo} are taken but change nothing. Pushed images stay when the resource is deleted, as in Pulumi.
 */
final class DockerImage implements ResourceType {
    static final String TOKEN = "docker-build:index:Image";
    private static final String TAGS = "tags";
    private static final String ARGUMENTS = "buildArgs";
    private static final String CONTEXT = "context";
    private static final String DOCKERFILE = "dockerfile";
    private static final String LOCATION = "location";
    private static final String PLATFORMS = "platforms";
    private static final String PUSH = "push";
    private static final String TARGET = "target";
    private static final String CACHE_FROM = "cacheFrom";
    private static final String HASH = "contextHash";

    static final Schema SCHEMA = Schema.of(
            TOKEN,
            Field.texts(TAGS).required(),
            Field.map(ARGUMENTS),
            Field.blocks(
                    CACHE_FROM,
                    Field.block("registry", Field.text("ref").required()),
                    Field.unsupported("azblob"),
                    Field.bool("disabled"),
                    Field.unsupported("gha"),
                    Field.unsupported("local"),
                    Field.unsupported("raw"),
                    Field.unsupported("s3")),
            Field.block(CONTEXT, Field.text(LOCATION).required(), Field.unsupported("named")),
            Field.block(DOCKERFILE, Field.text(LOCATION), Field.unsupported("inline")),
            Field.texts(PLATFORMS),
            Field.bool(PUSH).required(),
            Field.text(TARGET),
            Field.text(HASH),
            Field.unsupported("addHosts"),
            Field.unsupported("buildOnPreview"),
            Field.unsupported("builder"),
            Field.unsupported("cacheTo"),
            Field.unsupported("exec"),
            Field.unsupported("exports"),
            Field.unsupported("labels"),
            Field.unsupported("load"),
            Field.unsupported("network"),
            Field.unsupported("noCache"),
            Field.unsupported("pull"),
            Field.unsupported("registries"),
            Field.unsupported("secrets"),
            Field.unsupported("ssh"));

    private final ImageBuilder builder;
    private final Path programFolder;

    DockerImage(ImageBuilder builder, Path programFolder) {
        this.builder = builder;
        this.programFolder = programFolder;
    }

    @Override
    public String token() {
        return TOKEN;
    }

    @Override
    public Checked check(CheckRequest request) {
        Checked checked = SCHEMA.check(request);
        Properties inputs = checked.inputs();
        List<Checked.Failure> failures = new ArrayList<>(checked.failures());
        if (!inputs.isUnknown(PUSH) && !inputs.bool(PUSH).orElse(false)) {
            failures.add(new Checked.Failure(PUSH, "must be true: Davit keeps images in registries only"));
        }
        if (!failures.isEmpty()) {
            return new Checked(inputs, failures);
        }
        if (ValueTree.hasUnknown(PropertyValue.of(inputs.without(TAGS)))) {
            return Checked.accepted(inputs.with(HASH, PropertyValue.unknown()));
        }
        try {
            return Checked.accepted(inputs.with(HASH, builder.contextDigest(buildRequest(inputs))));
        } catch (ProviderException e) {
            return new Checked(inputs, List.of(new Checked.Failure(CONTEXT, String.valueOf(e.getMessage()))));
        }
    }

    @Override
    public Difference diff(ResourceState old, Properties inputs) {
        SortedSet<String> changed =
                new TreeSet<>(SCHEMA.diff(old.inputs(), inputs).changed());
        changed.remove(CACHE_FROM);
        return new Difference(changed, new TreeSet<>(), false);
    }

    @Override
    public Properties preview(ResourceState old, Properties inputs) {
        return old.outputs()
                .withAll(inputs)
                .with("ref", PropertyValue.unknown())
                .with("digest", PropertyValue.unknown());
    }

    @Override
    public ResourceState create(OperationContext context, Properties inputs)
            throws ProviderException, InterruptedException {
        if (!inputs.list(CACHE_FROM).isEmpty()) {
            context.progress().line("cacheFrom is not used: the builder has its own cache");
        }
        String image = builder.build(buildRequest(inputs), context.progress());
        int at = image.indexOf('@');
        if (at < 0) {
            throw new ProviderException("the builder gave an image without a digest: " + image);
        }
        String digest = image.substring(at + 1);
        String reference = inputs.texts(TAGS).getFirst() + "@" + digest;
        Properties outputs =
                inputs.without(CheckRequest.DEFAULTS).with("digest", digest).with("ref", reference);
        return new ResourceState(digest, inputs, outputs);
    }

    @Override
    public Optional<ResourceState> read(OperationContext context, ResourceState state) {
        return Optional.of(state);
    }

    @Override
    public ResourceState update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException {
        ResourceState built = create(context, inputs);
        return new ResourceState(old.id(), built.inputs(), built.outputs());
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        // What was pushed stays until the repository goes.
    }

    private ImageBuildRequest buildRequest(Properties inputs) {
        String folder = inputs.object(CONTEXT)
                .flatMap(context -> context.text(LOCATION))
                .orElse(".");
        Path context = programFolder.resolve(folder).normalize();
        Path dockerfile = inputs.object(DOCKERFILE)
                .flatMap(given -> given.text(LOCATION))
                .map(path -> programFolder.resolve(path).normalize())
                .orElseGet(() -> context.resolve("Dockerfile"));
        return new ImageBuildRequest(
                context,
                dockerfile,
                inputs.textMap(ARGUMENTS),
                inputs.text(TARGET).filter(text -> !text.isEmpty()),
                inputs.texts(PLATFORMS),
                inputs.texts(TAGS));
    }
}
