package davit.images.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules of a {@code .dockerignore} file: the last one that fits a path, or a folder above it, decides.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">Docker's description</a>
 */
final class IgnoreRules {
    static final IgnoreRules NONE = new IgnoreRules(List.of());

    private record Rule(Pattern pattern, boolean keeps) {}

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    static IgnoreRules read(Path file) throws IOException {
        return parse(Files.readAllLines(file));
    }

    static IgnoreRules parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines) {
            String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (!text.startsWith("#") && !text.isBlank()) {
                boolean keeps = text.strip().startsWith("!");
                String pattern = keeps ? text.strip().substring(1) : text;
                rules.add(new Rule(Pattern.compile(expression(clean(pattern.strip()))), keeps));
            }
        }
        return new IgnoreRules(rules);
    }

    /** Without leading and trailing slashes, and without {@code .} and {@code ..} as parts. */
    private static String clean(String pattern) {
        List<String> parts = new ArrayList<>();
        for (String part : pattern.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static String expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (pattern.startsWith("**/", i)) {
                expression.append("(?:.*/)?");
                i += 3;
            } else if (pattern.startsWith("**", i)) {
                expression.append(".*");
                i += 2;
            } else {
                i = appendOne(expression, pattern, c, i);
            }
        }
        return expression.toString();
    }

    private static int appendOne(StringBuilder expression, String pattern, char c, int i) {
        int end = c == '[' ? pattern.indexOf(']', i + 2) : -1;
        if (c == '*') {
            expression.append("[^/]*");
        } else if (c == '?') {
            expression.append("[^/]");
        } else if (end > 0) {
            String members = pattern.substring(i + 1, end).replace("[", "\\[").replace("&&", "&\\&");
            expression.append('[').append(members).append(']');
            return end + 1;
        } else if (c == '\\' && i + 1 < pattern.length()) {
            expression.append(Pattern.quote(String.valueOf(pattern.charAt(i + 1))));
            return i + 2;
        } else {
            expression.append(Pattern.quote(String.valueOf(c)));
        }
        return i + 1;
    }

    /** Whether the file or folder does not count. */
    boolean ignore(String path) {
        boolean isIgnored = false;
        for (Rule rule : rules) {
            if (rule.keeps() == isIgnored && fits(rule, path)) {
                isIgnored = !rule.keeps();
            }
        }
        return isIgnored;
    }

    private static boolean fits(Rule rule, String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (rule.pattern().matcher(path.substring(0, end)).matches()) {
                return true;
            }
        }
        return rule.pattern().matcher(path).matches();
    }

    /** Whether something below an ignored folder may count nevertheless. */
    boolean mayKeepBelow() {
        return rules.stream().anyMatch(Rule::keeps);
    }
}
