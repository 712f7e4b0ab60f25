package davit.aws.wire.query;

import davit.aws.shape.QueryString;
import davit.aws.wire.MalformedRequestException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form's parameters as the tree that their dotted names mean: {@code Tags.member.1.Key=a}. */
final class FormNode {
    /** Nested deeper than any shape of AWS's, and far from the end of the stack. */
    private static final int MOST_NESTED = 128;

    private final Map<String, FormNode> children = new LinkedHashMap<>();
    private @Nullable String text;

    private FormNode() {}

    static FormNode parse(QueryString form) {
        FormNode root = new FormNode();
        form.byName().forEach((name, values) -> {
            String[] path = name.split("\\.", -1);
            if (path.length > MOST_NESTED) {
                throw new MalformedRequestException("The parameter is nested too deeply: " + name);
            }
            FormNode node = root;
            for (String step : path) {
                node = node.children.computeIfAbsent(step, _ -> new FormNode());
            }
            node.text = values.getFirst();
        });
        return root;
    }

    Optional<FormNode> child(String path) {
        FormNode node = this;
        for (String step : path.split("\\.", -1)) {
            FormNode next = node.children.get(step);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** The children named by numbers, in their order. */
    List<FormNode> numbered() {
        return children.entrySet().stream()
                .filter(entry -> entry.getKey().matches("[0-9]{1,9}"))
                .sorted(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}
