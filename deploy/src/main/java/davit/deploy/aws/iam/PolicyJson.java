package davit.deploy.aws.iam;

import davit.deploy.aws.schema.JsonValues;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON exactly as Terraform's provider prints it (members in their order, two spaces, and {@code &}, {@code <}, {@code >}
 * escaped), so that a document from there and one from here are the same text.
 */
final class PolicyJson {
    private PolicyJson() {}

    static String indented(PropertyValue value) {
        return escaped(print(value, "\n", "  ", ": "));
    }

    static String minified(PropertyValue value) {
        return escaped(print(value, "", "", ":"));
    }

    private static String print(PropertyValue value, String lineStart, String indent, String colon) {
        String inner = lineStart + indent;
        if (value instanceof ObjectValue(var members)) {
            List<String> printed = new ArrayList<>();
            members.values()
                    .forEach((name, member) -> printed.add(
                            JsonValues.text(PropertyValue.of(name)) + colon + print(member, inner, indent, colon)));
            return enclosed("{", printed, "}", lineStart, inner);
        }
        if (value instanceof ListValue(var items)) {
            List<String> printed = items.stream()
                    .map(item -> print(item, inner, indent, colon))
                    .toList();
            return enclosed("[", printed, "]", lineStart, inner);
        }
        return JsonValues.text(value);
    }

    private static String enclosed(String open, List<String> items, String close, String lineStart, String inner) {
        return items.isEmpty() ? open + close : open + inner + String.join("," + inner, items) + lineStart + close;
    }

    private static String escaped(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }
}
