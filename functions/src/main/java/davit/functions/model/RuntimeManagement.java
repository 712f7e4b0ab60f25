package davit.functions.model;

import org.jspecify.annotations.Nullable;

/**
 * When the runtime of a version is updated.
 *
 * @param updateRuntimeOn {@code Auto}, {@code FunctionUpdate} or {@code Manual}
 * @param runtimeVersionArn the runtime that stays; with {@code Manual} only
 */
public record RuntimeManagement(
        String updateRuntimeOn, @Nullable String runtimeVersionArn) {
    /** What a version has that says nothing. */
    public static final RuntimeManagement DEFAULT = new RuntimeManagement("Auto", null);
}
