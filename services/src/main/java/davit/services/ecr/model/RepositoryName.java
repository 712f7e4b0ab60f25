package davit.services.ecr.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the names of repositories. */
public final class RepositoryName {
    private static final String FORM = "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";
    private static final Pattern PATTERN = Pattern.compile(FORM);
    private static final int SHORTEST = 2;
    private static final int LONGEST = 256;

    private RepositoryName() {}

    /** The name, if it may be one. */
    public static String check(@Nullable String name) {
        if (name == null || name.length() < SHORTEST) {
            throw EcrError.invalid("repositoryName", "Member must have length greater than or equal to " + SHORTEST);
        }
        if (name.length() > LONGEST) {
            throw EcrError.invalid("repositoryName", "Member must have length less than or equal to " + LONGEST);
        }
        if (!PATTERN.matcher(name).matches()) {
            throw EcrError.invalid("repositoryName", "must satisfy regular expression '" + FORM + "'");
        }
        return name;
    }
}
