package davit.services.iam.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list; the marker is the position where the next part begins.
 *
 * @param <T> what is listed
 */
record Page<T>(List<T> items, Optional<String> nextMarker) {
    private static final int LARGEST = 1000;
    private static final int USUAL = 100;

    static <T> Page<T> of(List<T> all, @Nullable String marker, @Nullable Integer maxItems) {
        int start = marker == null || !marker.matches("\\d{1,6}") ? 0 : Math.min(Integer.parseInt(marker), all.size());
        int size = Math.clamp(Objects.requireNonNullElse(maxItems, USUAL), 1, LARGEST);
        int end = Math.min(start + size, all.size());
        Optional<String> next = end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty();
        return new Page<>(all.subList(start, end), next);
    }

    boolean isTruncated() {
        return nextMarker.isPresent();
    }
}
