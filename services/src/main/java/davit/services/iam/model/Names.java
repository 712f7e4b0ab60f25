package davit.services.iam.model;

import java.util.regex.Pattern;

/** The constraints on names, paths and numbers, with IAM's messages. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]*/");

    private Names() {}

    /** Checks a name of at most {@code longest} characters. */
    public static String name(String member, String value, int longest) {
        if (value.length() > longest) {
            throw constraint(member, value, "Member must have length less than or equal to " + longest);
        }
        if (value.isEmpty()) {
            throw constraint(member, value, "Member must have length greater than or equal to 1");
        }
        if (!NAME.matcher(value).matches()) {
            throw IamError.VALIDATION_ERROR.with("The specified value for " + member
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return value;
    }

    /** Checks a path. */
    public static String path(String value) {
        if (!PATH.matcher(value).matches()) {
            throw IamError.VALIDATION_ERROR.with(
                    "The specified value for path is invalid. It must begin and end with / "
                            + "and contain only alphanumeric characters and/or / characters.");
        }
        return value;
    }

    /** Checks that a number of seconds lies between two limits. */
    public static int seconds(String member, int value, int least, int most) {
        if (value < least) {
            throw constraint(
                    member, Integer.toString(value), "Member must have value greater than or equal to " + least);
        }
        if (value > most) {
            throw constraint(member, Integer.toString(value), "Member must have value less than or equal to " + most);
        }
        return value;
    }

    private static RuntimeException constraint(String member, String value, String constraint) {
        return IamError.VALIDATION_ERROR.with("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }
}
