package davit.deploy.value;

import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a resource's inputs, as {@code tags.team}, {@code statements[0].actions}, {@code tags["a.b"]}, {@code
 * rules[*].port} or {@code *}.
 *
 * @param steps the names and indices on the way; {@code *} stands for each
 */
public record PropertyPath(List<String> steps) {
    private static final String EACH = "*";
    private static final Pattern STEP =
            Pattern.compile("\\G(?:\\.?([^.\\[\\]\"]+)|\\[(\\d+|\\*)\\]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"\\])");

    /** Keeps a copy. */
    public PropertyPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it does not have the form
     */
    public static PropertyPath parse(String text) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find()) {
            steps.add(step(matcher));
            end = matcher.end();
        }
        if (end != text.length() || steps.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not a property path");
        }
        return new PropertyPath(steps);
    }

    private static String step(Matcher matcher) {
        if (matcher.group(1) != null) {
            return matcher.group(1);
        }
        return matcher.group(2) != null
                ? matcher.group(2)
                : matcher.group(3).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** {@code inputs} with what is at this path taken from {@code old}, and removed where {@code old} has nothing. */
    public Properties keep(Properties old, Properties inputs) {
        PropertyValue kept = keep(PropertyValue.of(old), PropertyValue.of(inputs), steps);
        return kept.asObject().orElse(inputs);
    }

    private static PropertyValue keep(PropertyValue old, PropertyValue value, List<String> path) {
        if (path.isEmpty()) {
            return old;
        }
        List<String> rest = path.subList(1, path.size());
        Optional<Properties> oldMembers = old.asObject();
        Optional<Properties> members = value.asObject();
        if (oldMembers.isPresent() && members.isPresent()) {
            return new ObjectValue(keepMembers(oldMembers.get(), members.get(), path));
        }
        if (old.asList().isPresent() && value.asList().isPresent()) {
            return keepItems(old.asList().get(), value.asList().get(), path.getFirst(), rest);
        }
        return value; // the path leads nowhere on one side: there is nothing to keep
    }

    private static Properties keepMembers(Properties old, Properties members, List<String> path) {
        List<String> rest = path.subList(1, path.size());
        List<String> names = new ArrayList<>();
        if (path.getFirst().equals(EACH)) {
            names.addAll(old.names());
            names.addAll(members.names());
        } else {
            names.add(path.getFirst());
        }
        Properties kept = members;
        for (String name : names) {
            if (old.has(name)) {
                kept = kept.with(name, keep(old.value(name), kept.value(name), rest));
            } else if (rest.isEmpty()) {
                kept = kept.without(name);
            }
        }
        return kept;
    }

    private static PropertyValue keepItems(
            List<PropertyValue> old, List<PropertyValue> items, String step, List<String> rest) {
        List<PropertyValue> kept = new ArrayList<>(items);
        for (int i = 0; i < Math.min(old.size(), items.size()); i++) {
            if (step.equals(EACH) || step.equals(Integer.toString(i))) {
                kept.set(i, keep(old.get(i), items.get(i), rest));
            }
        }
        return new ListValue(kept);
    }

    /** Whether anything at this path differs between {@code old} and {@code inputs}. */
    public boolean differs(Properties old, Properties inputs) {
        return !keep(old, inputs).equals(inputs);
    }
}
