package davit.cli.image;

import davit.base.time.SystemTime;
import davit.cli.endpoint.Clients;
import davit.cli.endpoint.Endpoint;
import davit.cli.endpoint.EndpointOptions;
import davit.deploy.provider.ImageBuildRequest;
import davit.deploy.provider.ImageBuilder;
import davit.deploy.provider.Progress;
import davit.deploy.provider.ProviderException;
import davit.images.build.Destination;
import davit.images.build.ImageBuilds;
import davit.images.context.BuildContext;
import davit.images.context.ImageBuildException;
import davit.images.oci.Digest;
import davit.images.oci.ImageReference;
import davit.images.oci.Platform;
import davit.images.pull.BaseImages;
import davit.images.pull.LocalStandIns;
import davit.images.pull.Upstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;

/**
 * Builds by this machine's builder and pushes to the registry of a server, logged in as ECR wants it.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class LocalImageBuilder implements ImageBuilder {
    private final Endpoint endpoint;
    private final ImageBuilds builds;

    /**
     * Pushes to the registry of a server.
     *
     * @param data the folder of Davit's data, where builders keep their layers
     */
    public LocalImageBuilder(Endpoint endpoint, Path data, ImageBuilds.Choice choice) {
        this.endpoint = endpoint;
        LocalStandIns standIns = new LocalStandIns(
                new BaseImages(EndpointOptions.home().resolve("base-images")), new Upstream(new SystemTime()));
        this.builds = new ImageBuilds(data.resolve("build"), standIns, choice);
    }

    @Override
    public String build(ImageBuildRequest request, Progress progress) throws ProviderException, InterruptedException {
        try {
            BuildContext context = context(request);
            String password = password();
            List<String> pinned = new ArrayList<>();
            for (String tag : request.tags()) {
                Destination destination = destination(tag, password);
                Digest digest = builds.build(context, destination, progress::line);
                pinned.add(destination.pinned(digest));
            }
            return pinned.getFirst();
        } catch (ImageBuildException | IOException e) {
            throw new ProviderException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String contextDigest(ImageBuildRequest request) throws ProviderException {
        try {
            return context(request).digest().hex();
        } catch (ImageBuildException e) {
            throw new ProviderException(String.valueOf(e.getMessage()), e);
        }
    }

    private static BuildContext context(ImageBuildRequest request) throws ProviderException {
        if (request.platforms().size() > 1) {
            throw new ProviderException("Lambda takes images for one platform, not for "
                    + String.join(" and ", request.platforms()) + " at once");
        }
        try {
            Platform platform = request.platforms().isEmpty()
                    ? Platform.ofThisMachine()
                    : Platform.parse(request.platforms().getFirst());
            return new BuildContext(
                    request.context(), request.dockerfile(), request.buildArguments(), request.target(), platform);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(String.valueOf(e.getMessage()), e);
        }
    }

    private String password() throws ProviderException {
        try (EcrClient ecr = Clients.ecr(endpoint)) {
            String token =
                    ecr.getAuthorizationToken().authorizationData().getFirst().authorizationToken();
            String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (SdkException e) {
            throw new ProviderException("no login to the registry of " + endpoint.url() + ": " + e.getMessage(), e);
        }
    }

    private static Destination destination(String tag, String password) throws ProviderException {
        try {
            ImageReference reference = ImageReference.parse(tag);
            String name = reference.tag().orElse(ImageReference.LATEST);
            return new Destination(reference.host(), reference.repository(), name, password);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(String.valueOf(e.getMessage()), e);
        }
    }
}
