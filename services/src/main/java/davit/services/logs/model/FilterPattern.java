package davit.services.logs.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern of words: each must be in the message, {@code -word} must not, of {@code ?word}s one must.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">the syntax</a>
 */
public final class FilterPattern {
    private static final Pattern TERM = Pattern.compile("([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");

    private final List<String> required = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();
    private final List<String> alternatives = new ArrayList<>();

    /**
     * Reads a pattern; the empty one lets everything through.
     *
     * @throws davit.aws.operation.ServiceException for patterns of JSON or of columns
     */
    public FilterPattern(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("{") || trimmed.startsWith("[") || trimmed.startsWith("%")) {
            throw LogsError.INVALID_PARAMETER.with(
                    "Invalid filter pattern: only patterns of words are supported, not " + text);
        }
        Matcher terms = TERM.matcher(trimmed);
        while (terms.find()) {
            String word =
                    terms.group(2) == null ? terms.group(3) : terms.group(2).replaceAll("\\\\(.)", "$1");
            switch (terms.group(1)) {
                case "-" -> excluded.add(word);
                case "?" -> alternatives.add(word);
                default -> required.add(word);
            }
        }
    }

    /** Whether a message passes. */
    public boolean matches(String message) {
        return required.stream().allMatch(message::contains)
                && excluded.stream().noneMatch(message::contains)
                && (alternatives.isEmpty() || alternatives.stream().anyMatch(message::contains));
    }
}
