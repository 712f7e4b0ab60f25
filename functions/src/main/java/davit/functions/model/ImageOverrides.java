package davit.functions.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function sets in place of its image's own words ({@code ImageConfig}).
 *
 * @param entryPoint instead of the image's entry point; empty leaves it
 * @param command instead of the image's command; empty leaves it
 * @param workingDirectory instead of the image's working directory
 */
public record ImageOverrides(
        List<String> entryPoint,
        List<String> command,
        @Nullable String workingDirectory) {
    /** Nothing set. */
    public static final ImageOverrides NONE = new ImageOverrides(List.of(), List.of(), null);

    /** Keeps copies. */
    public ImageOverrides {
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
    }
}
