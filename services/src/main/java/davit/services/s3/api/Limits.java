package davit.services.s3.api;

import davit.services.s3.model.S3Error;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads numbers that have bounds. */
final class Limits {
    private static final int PAGE = 1000;
    private static final int MOST_PARTS = 10_000;

    private Limits() {}

    static int maxKeys(@Nullable Integer given) {
        if (given != null && given < 0) {
            throw S3Error.invalidArgument(
                    "Argument maxKeys must be an integer between 0 and 2147483647", "maxKeys", given.toString());
        }
        return given == null ? PAGE : Math.min(given, PAGE);
    }

    static int page(@Nullable Integer given, String name) {
        if (given != null && given < 0) {
            throw S3Error.invalidArgument(
                    "Argument " + name + " must be an integer between 0 and 2147483647", name, given.toString());
        }
        return given == null || given == 0 ? PAGE : Math.min(given, PAGE);
    }

    static int partNumber(@Nullable Integer given) {
        if (given == null || given < 1 || given > MOST_PARTS) {
            throw S3Error.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive",
                    "partNumber",
                    String.valueOf(given));
        }
        return given;
    }

    static @Nullable String encoded(@Nullable String text, UnaryOperator<String> encoding) {
        return text == null || text.isEmpty() ? null : encoding.apply(text);
    }
}
