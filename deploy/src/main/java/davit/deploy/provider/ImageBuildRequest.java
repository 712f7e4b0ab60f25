package davit.deploy.provider;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image to build.
 *
 * @param context the absolute folder that is sent to the builder
 * @param dockerfile the absolute path of the Dockerfile
 * @param buildArguments values of {@code ARG}
 * @param target the stage to build; empty means the last
 * @param platforms as {@code linux/amd64}; none means the builder's own
 * @param tags where it is pushed to, {@code HOST:PORT/NAME} or {@code HOST:PORT/NAME:TAG}, at least one; the first gives
 *     the repository of the result
 */
public record ImageBuildRequest(
        Path context,
        Path dockerfile,
        Map<String, String> buildArguments,
        Optional<String> target,
        List<String> platforms,
        List<String> tags) {
    /** Keeps copies. */
    public ImageBuildRequest {
        buildArguments = Map.copyOf(buildArguments);
        platforms = List.copyOf(platforms);
        tags = List.copyOf(tags);
    }
}
