package davit.services.logs.api;

import davit.services.logs.model.LogsError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list; the token is the position where the next part begins.
 *
 * @param <T> what is listed
 */
record Page<T>(List<T> items, Optional<String> nextToken) {
    static <T> Page<T> of(List<T> all, @Nullable String token, int limit) {
        if (token != null && !token.matches("\\d{1,9}")) {
            throw LogsError.INVALID_PARAMETER.with("The specified nextToken is invalid.");
        }
        int start = token == null ? 0 : Math.min(Integer.parseInt(token), all.size());
        int end = Math.min(start + Math.max(1, limit), all.size());
        Optional<String> next = end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty();
        return new Page<>(all.subList(start, end), next);
    }
}
