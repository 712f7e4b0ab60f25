package davit.services.sqs.api;

import davit.services.sqs.model.SqsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of names.
 *
 * @param items the part
 * @param nextToken how the next part is asked for, if there is one and parts were asked for
 */
record Page(List<String> items, @Nullable String nextToken) {
    private static final int MOST = 1000;

    /** The names behind those of the token, as many as are wanted. */
    static Page of(List<String> names, @Nullable Integer wanted, @Nullable String token) {
        if (wanted != null && (wanted < 1 || wanted > MOST)) {
            throw SqsError.invalid(wanted, "MaxResults", "Must be between 1 and " + MOST + ".");
        }
        if (token != null && wanted == null) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("MaxResults must be set to use NextToken.");
        }
        int most = wanted == null ? MOST : wanted;
        String after = token == null ? "" : decoded(token);
        List<String> left =
                names.stream().filter(name -> name.compareTo(after) > 0).toList();
        List<String> items = left.subList(0, Math.min(most, left.size()));
        return new Page(items, wanted != null && left.size() > items.size() ? encoded(items.getLast()) : null);
    }

    private static String encoded(String name) {
        return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("Invalid NextToken value.");
        }
    }
}
