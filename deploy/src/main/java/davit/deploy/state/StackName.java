package davit.deploy.state;

import java.util.regex.Pattern;

/**
 * A stack of a project.
 *
 * @param project the project's name
 * @param stack the stack's name
 */
public record StackName(String project, String stack) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    /** Checks both names: letters, digits, {@code _}, {@code .} and {@code -}. */
    public StackName {
        if (!isName(project) || !isName(stack)) {
            throw new IllegalArgumentException("'" + (isName(project) ? stack : project)
                    + "' is not a name: use up to 100 letters, digits, '_', '.' and '-'");
        }
    }

    private static boolean isName(String text) {
        return FORM.matcher(text).matches() && !text.startsWith(".");
    }

    @Override
    public String toString() {
        return project + "/" + stack;
    }
}
