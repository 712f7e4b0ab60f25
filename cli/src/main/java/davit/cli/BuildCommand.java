package davit.cli;

import davit.cli.endpoint.Clients;
import davit.cli.endpoint.Endpoint;
import davit.cli.endpoint.EndpointOptions;
import davit.cli.image.LocalImageBuilder;
import davit.deploy.provider.ImageBuildRequest;
import davit.deploy.provider.ProviderException;
import davit.images.build.ImageBuilds;
import davit.images.oci.ImageReference;
import davit.images.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;

/** {@code davit build}: builds a Dockerfile and pushes the image. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Builds a Dockerfile by Docker or buildah, pushes the image and prints its URI with its digest. "
                + "The repository is made if there is none.")
final class BuildCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Parameters(paramLabel = "DIR", description = "the folder whose files the Dockerfile copies")
    private Path folder = Path.of("");

    @Option(names = "--tag", required = true, paramLabel = "REPOSITORY[:TAG]", description = "where it is pushed to")
    private String tag = "";

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "linux/amd64 or linux/arm64 (default: as here)")
    private String platform = Platform.ofThisMachine().toString();

    @Option(names = "--file", paramLabel = "FILE", description = "the Dockerfile (default: DIR/Dockerfile)")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--target", paramLabel = "STAGE", description = "the stage to build (default: the last)")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--build-arg",
            paramLabel = "NAME[=VALUE]",
            description = "a value for ARG; without VALUE that of the environment")
    private List<String> arguments = List.of();

    @Option(
            names = "--builder",
            paramLabel = "BUILDER",
            defaultValue = "${env:DAVIT_BUILDER:-any}",
            description = "docker, buildah, or any: Docker if it answers, else buildah (default: any)")
    private ImageBuilds.Choice builder = ImageBuilds.Choice.ANY;

    @Override
    public Integer call() throws IOException, InterruptedException, ProviderException {
        ImageReference reference = reference();
        Path context = folder.toAbsolutePath().normalize();
        Path dockerfile = file.orElse(context.resolve("Dockerfile")).toAbsolutePath();
        if (!Files.isDirectory(context)) { // before a server is started
            throw new IOException("there is no folder " + context);
        }
        Endpoint endpoint = options.findOrStart().endpoint();
        String registry = endpoint.url().getAuthority();
        if (!reference.host().isEmpty() && !reference.host().equals(registry)) {
            throw wrongTag("images are pushed to " + registry + ", not to " + reference.host(), null);
        }
        String uri = registry + "/" + reference.repository();
        ImageBuildRequest request = new ImageBuildRequest(
                context,
                dockerfile,
                values(),
                target,
                List.of(platform),
                List.of(uri + ":" + reference.tag().orElse(ImageReference.LATEST)));
        LocalImageBuilder images = new LocalImageBuilder(endpoint, options.data(), builder);
        images.contextDigest(request); // says what is missing before a repository is made
        makeRepository(endpoint, reference.repository());
        System.out.println(images.build(request, System.err::println));
        return 0;
    }

    private ImageReference reference() {
        try {
            ImageReference reference = ImageReference.parse(tag);
            if (reference.digest().isPresent()) {
                throw new IllegalArgumentException("an image is pushed by a tag, not by a digest: " + tag);
            }
            return reference;
        } catch (IllegalArgumentException e) {
            throw wrongTag(String.valueOf(e.getMessage()), e);
        }
    }

    private CommandLine.ParameterException wrongTag(String message, @Nullable Throwable cause) {
        return new CommandLine.ParameterException(spec.commandLine(), "--tag: " + message, cause);
    }

    private static void makeRepository(Endpoint endpoint, String name) {
        try (EcrClient ecr = Clients.ecr(endpoint)) {
            ecr.createRepository(repository -> repository.repositoryName(name));
        } catch (RepositoryAlreadyExistsException _) {
            return; // as after every build but the first
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Optional<String> value =
                    equals < 0 ? Optional.ofNullable(System.getenv(name)) : Optional.of(argument.substring(equals + 1));
            value.ifPresent(text -> values.put(name, text));
        }
        return values;
    }
}
