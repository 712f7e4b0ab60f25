package davit.functions.model;

import org.jspecify.annotations.Nullable;

/**
 * The last publication of a version of a function.
 *
 * @param number the version's number; never given again, even if the version or the function is deleted
 * @param code the code that was published; absent if a function of the same name, deleted since, published it
 * @param settings the settings that were published; absent likewise
 */
public record Publication(
        int number, @Nullable FunctionCode code, @Nullable FunctionSettings settings) {
    /** What was published by a function of the same name that is deleted. */
    public static Publication ofDeleted(int number) {
        return new Publication(number, null, null);
    }

    /** Whether a version with this code and these settings would be the same again. */
    public boolean isOf(FunctionVersion version) {
        return code != null
                && code.digest().equals(version.code().digest())
                && version.settings().equals(settings);
    }
}
