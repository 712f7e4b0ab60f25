package davit.deploy.aws.schema;

import davit.base.json.Json;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ArchiveValue;
import davit.deploy.value.PropertyValue.AssetValue;
import davit.deploy.value.PropertyValue.BooleanValue;
import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.NullValue;
import davit.deploy.value.PropertyValue.NumberValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import davit.deploy.value.PropertyValue.OutputValue;
import davit.deploy.value.PropertyValue.ReferenceValue;
import davit.deploy.value.PropertyValue.SecretValue;
import davit.deploy.value.PropertyValue.TextValue;
import davit.deploy.value.PropertyValue.UnknownValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values as JSON text and back. */
public final class JsonValues {
    /** Above this a double no longer holds every whole number. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private JsonValues() {}

    /** The value as compact JSON with sorted members; marks of secrets and outputs are left out. */
    public static String text(PropertyValue value) {
        return Json.text(node(value));
    }

    /** The value of a JSON text; empty if it is no JSON. */
    public static Optional<PropertyValue> parse(String json) {
        try {
            return Optional.of(value(Json.tree(json)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The same JSON with sorted members and no spaces; empty if it is no JSON. */
    public static Optional<String> canonical(String json) {
        return parse(json).map(JsonValues::text);
    }

    private static JsonNode node(PropertyValue value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value.plain()) {
            case BooleanValue(boolean bool) -> nodes.booleanNode(bool);
            case NumberValue(double number) ->
                isWhole(number) ? nodes.numberNode((long) number) : nodes.numberNode(number);
            case TextValue(String text) -> nodes.stringNode(text);
            case ListValue(var items) -> {
                var array = nodes.arrayNode();
                items.forEach(item -> array.add(node(item)));
                yield array;
            }
            case ObjectValue(Properties properties) -> {
                var object = nodes.objectNode();
                new TreeMap<>(properties.values()).forEach((name, member) -> object.set(name, node(member)));
                yield object;
            }
            case ReferenceValue(var _, PropertyValue id, var _) -> node(id);
            case NullValue _, SecretValue _, UnknownValue _, OutputValue _, AssetValue _, ArchiveValue _ ->
                nodes.nullNode();
        };
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE;
    }

    private static PropertyValue value(JsonNode node) {
        if (node.isObject()) {
            Map<String, PropertyValue> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
            return PropertyValue.of(new Properties(members));
        }
        if (node.isArray()) {
            return PropertyValue.of(
                    node.values().stream().map(JsonValues::value).toList());
        }
        if (node.isBoolean()) {
            return PropertyValue.of(node.booleanValue());
        }
        if (node.isNumber()) {
            return PropertyValue.of(node.doubleValue());
        }
        return node.isString() ? PropertyValue.of(node.stringValue()) : PropertyValue.nothing();
    }
}
