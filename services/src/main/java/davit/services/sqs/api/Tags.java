package davit.services.sqs.api;

import davit.services.sqs.model.SqsError;
import java.util.HashMap;
import java.util.Map;

/** The rules for tags. */
final class Tags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private Tags() {}

    static Map<String, String> with(Map<String, String> before, Map<String, String> added) {
        Map<String, String> all = new HashMap<>(before);
        all.putAll(added);
        check(all);
        return all;
    }

    static void check(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw SqsError.INVALID_PARAMETER_VALUE.with("Too many tags added for queue: " + MOST + " is the limit.");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw SqsError.INVALID_PARAMETER_VALUE.with(
                        "Tag keys must have 1 to " + LONGEST_KEY + " characters, values up to " + LONGEST_VALUE + ".");
            }
        });
    }
}
