package davit.deploy.aws.schema;

import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.BooleanValue;
import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.NumberValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import davit.deploy.value.PropertyValue.TextValue;
import davit.deploy.value.ValueTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether two values of a field mean the same to AWS, and what a field's value has become. */
final class Comparison {
    private Comparison() {}

    /** Whether they mean the same: order, spaces in JSON, and empty against absent do not count where AWS does not. */
    static boolean isSame(Field field, PropertyValue one, PropertyValue other) {
        return canonical(field, one).equals(canonical(field, other));
    }

    /**
     * What a program would have to say now to mean what the cloud has.
     *
     * @param known what it said
     * @param actual what the cloud has
     * @return {@code known} if that is still true
     */
    static PropertyValue refreshed(Field field, PropertyValue known, PropertyValue actual) {
        if (isSame(field, known, actual)) {
            return known;
        }
        if (field.kind() == Kind.BLOCK && known instanceof ObjectValue(Properties said)) {
            return actual instanceof ObjectValue(Properties has) ? PropertyValue.of(members(field, said, has)) : actual;
        }
        if (field.kind() == Kind.BLOCKS && known instanceof ListValue(var said)) {
            return actual instanceof ListValue(var has) ? blocks(field, said, has) : actual;
        }
        return actual;
    }

    private static Properties members(Field block, Properties said, Properties has) {
        Map<String, PropertyValue> members = new LinkedHashMap<>();
        said.values()
                .forEach((name, value) -> members.put(
                        name,
                        block.field(name)
                                .map(field -> refreshed(field, value, has.value(name)))
                                .orElse(value)));
        return new Properties(members);
    }

    private static PropertyValue blocks(Field field, List<PropertyValue> said, List<PropertyValue> has) {
        List<PropertyValue> items = new ArrayList<>();
        for (int i = 0; i < has.size(); i++) {
            boolean isPaired = said.size() == has.size()
                    && said.get(i) instanceof ObjectValue
                    && has.get(i) instanceof ObjectValue;
            items.add(
                    isPaired
                            ? PropertyValue.of(members(
                                    field,
                                    said.get(i).asObject().orElseThrow(),
                                    has.get(i).asObject().orElseThrow()))
                            : has.get(i));
        }
        return PropertyValue.of(items);
    }

    private static PropertyValue canonical(Field field, PropertyValue value) {
        PropertyValue plain = value.plain();
        return switch (field.kind()) {
            case TEXT, NUMBER, ASSET -> isBlank(plain) ? PropertyValue.nothing() : plain;
            case BOOL -> plain.equals(new BooleanValue(false)) ? PropertyValue.nothing() : plain;
            case TEXTS -> isBlank(plain) ? PropertyValue.nothing() : plain;
            case MAP ->
                plain instanceof ObjectValue(Properties members) && !members.isEmpty()
                        ? PropertyValue.of(ValueTree.mapEach(members, Comparison::asText))
                        : isBlank(plain) ? PropertyValue.nothing() : plain;
            case TEXT_SET -> isBlank(plain) ? PropertyValue.nothing() : sorted(plain);
            case JSON ->
                plain.asText()
                        .flatMap(JsonValues::canonical)
                        .map(PropertyValue::of)
                        .orElse(plain);
            case BLOCK -> plain instanceof ObjectValue(Properties members) ? canonicalBlock(field, members) : plain;
            case BLOCKS ->
                plain instanceof ListValue(var items) && !items.isEmpty()
                        ? PropertyValue.of(items.stream()
                                .map(item -> item.plain() instanceof ObjectValue(Properties members)
                                        ? canonicalBlock(field, members)
                                        : item)
                                .toList())
                        : isBlank(plain) ? PropertyValue.nothing() : plain;
        };
    }

    private static PropertyValue canonicalBlock(Field block, Properties members) {
        Map<String, PropertyValue> canonical = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            PropertyValue member = canonical(field, members.value(field.name()));
            if (!member.isNull()) {
                canonical.put(field.name(), member);
            }
        }
        return canonical.isEmpty() ? PropertyValue.nothing() : PropertyValue.of(new Properties(canonical));
    }

    private static PropertyValue asText(PropertyValue value) {
        return value instanceof NumberValue || value instanceof BooleanValue
                ? PropertyValue.of(JsonValues.text(value))
                : value;
    }

    private static boolean isBlank(PropertyValue value) {
        return (value instanceof TextValue(String text) && text.isEmpty())
                || (value instanceof ListValue(var items) && items.isEmpty())
                || (value instanceof ObjectValue(Properties members) && members.isEmpty());
    }

    private static PropertyValue sorted(PropertyValue value) {
        return value instanceof ListValue(var items)
                ? PropertyValue.of(items.stream()
                        .sorted(Comparator.comparing(JsonValues::text))
                        .distinct()
                        .toList())
                : value;
    }
}
