package davit.functions.api;

import davit.functions.model.Constraints;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages of lists: at most {@value #MAX} items, however many a request asks for. */
final class Pages {
    static final int MAX = 50;

    private static final int MAX_ITEMS = 10_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private Pages() {}

    /**
     * A page of a list.
     *
     * @param items what is on it
     * @param nextMarker where the next page goes on; null on the last
     */
    record Page<T>(List<T> items, @Nullable String nextMarker) {}

    /** Of {@code items}, which are one more than a page's if there is another page, the page. */
    static <T> Page<T> page(List<T> items, int limit, Function<T, String> marker) {
        return items.size() > limit
                ? new Page<>(items.subList(0, limit), marker.apply(items.get(limit - 1)))
                : new Page<>(items, null);
    }

    /** How many items a page has at most. */
    static int limit(@Nullable Integer maxItems) {
        new Constraints().range("maxItems", maxItems, 1, MAX_ITEMS).check();
        return maxItems == null ? MAX : Math.min(MAX, maxItems);
    }

    /** Reads the number of the version that a page ended with; 0 for {@code $LATEST}, which comes first. */
    static int versionNumber(String marker) {
        if (marker.equals(FunctionReference.LATEST)) {
            return 0;
        }
        if (!NUMBER.matcher(marker).matches()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Invalid Marker: " + marker);
        }
        return Integer.parseInt(marker);
    }
}
