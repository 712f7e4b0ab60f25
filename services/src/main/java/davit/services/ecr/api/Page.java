package davit.services.ecr.api;

import davit.services.ecr.model.EcrError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list; the token is the position where the next part begins.
 *
 * @param <T> what is listed
 */
record Page<T>(List<T> items, @Nullable String nextToken) {
    private static final int LARGEST = 1000;
    private static final int USUAL = 100;

    static <T> Page<T> of(List<T> all, @Nullable String token, @Nullable Integer maxResults) {
        if (token != null && !token.matches("[0-9]{1,9}")) {
            throw EcrError.INVALID_PARAMETER.with("Invalid parameter at 'nextToken'");
        }
        int start = token == null ? 0 : Math.min(Integer.parseInt(token), all.size());
        int size = Math.clamp(Objects.requireNonNullElse(maxResults, USUAL), 1, LARGEST);
        int end = Math.min(start + size, all.size());
        return new Page<>(all.subList(start, end), end < all.size() ? Integer.toString(end) : null);
    }
}
