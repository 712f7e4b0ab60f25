package davit.services.ecr.model;

import davit.base.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The form of a repository's policy; what it means is IAM's to say. */
public final class PolicyText {
    private static final int LONGEST = 10_240;

    private PolicyText() {}

    /** The text, if it is a policy document. */
    public static String check(@Nullable String text) {
        if (text == null || text.length() > LONGEST || !hasStatements(text)) {
            throw EcrError.INVALID_PARAMETER.with(
                    "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'");
        }
        return text;
    }

    private static boolean hasStatements(String text) {
        try {
            return !Json.tree(text).path("Statement").isEmpty();
        } catch (JacksonException _) {
            return false;
        }
    }
}
