package davit.deploy.value;

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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Questions to, and changes of, a value with everything inside it. */
public final class ValueTree {
    private ValueTree() {}

    /** Whether {@code value} or anything inside it is not known yet. */
    public static boolean hasUnknown(PropertyValue value) {
        return anyMatch(value, UnknownValue.class::isInstance);
    }

    /** Whether {@code value} or anything inside it is secret. */
    public static boolean hasSecret(PropertyValue value) {
        return anyMatch(value, SecretValue.class::isInstance);
    }

    /** The resources that {@code value} or anything inside it comes from, by its output values and references. */
    public static SortedSet<Urn> dependencies(PropertyValue value) {
        SortedSet<Urn> urns = new TreeSet<>();
        boolean _ = anyMatch(value, each -> {
            switch (each) {
                case OutputValue(var _, SortedSet<Urn> dependencies) -> urns.addAll(dependencies);
                case ReferenceValue(Urn urn, var _, var _) -> urns.add(urn);
                case NullValue _,
                        BooleanValue _,
                        NumberValue _,
                        TextValue _,
                        ListValue _,
                        ObjectValue _,
                        SecretValue _,
                        UnknownValue _,
                        AssetValue _,
                        ArchiveValue _ -> {}
            }
            return false;
        });
        return urns;
    }

    /** Without the marks of secrets and outputs, here and inside. */
    public static PropertyValue withoutMarks(PropertyValue value) {
        return map(value, PropertyValue::plain);
    }

    /** Without the marks of secrets and outputs, here and inside. */
    public static Properties withoutMarks(Properties properties) {
        return mapEach(properties, PropertyValue::plain);
    }

    /** Without the marks of outputs, here and inside; secrets stay. */
    public static Properties withoutOutputs(Properties properties) {
        return mapEach(properties, ValueTree::withoutOutput);
    }

    private static PropertyValue withoutOutput(PropertyValue value) {
        return value instanceof OutputValue(PropertyValue inner, var _) ? withoutOutput(inner) : value;
    }

    /** Applies {@code change} to each property and, afterwards, to everything inside the results. */
    public static Properties mapEach(Properties properties, UnaryOperator<PropertyValue> change) {
        Map<String, PropertyValue> mapped = new LinkedHashMap<>();
        properties.values().forEach((name, value) -> mapped.put(name, map(value, change)));
        return new Properties(mapped);
    }

    /** Applies {@code change} to {@code value} and, afterwards, to everything inside the result. */
    public static PropertyValue map(PropertyValue value, UnaryOperator<PropertyValue> change) {
        PropertyValue changed = change.apply(value);
        return switch (changed) {
            case ListValue(var items) ->
                new ListValue(items.stream().map(item -> map(item, change)).toList());
            case ObjectValue(Properties properties) -> new ObjectValue(mapEach(properties, change));
            case SecretValue(PropertyValue inner) -> new SecretValue(map(inner, change));
            case OutputValue(PropertyValue inner, var dependencies) ->
                new OutputValue(map(inner, change), dependencies);
            case ArchiveValue(var hash, var source, var content, Properties assets) ->
                new ArchiveValue(hash, source, content, mapEach(assets, change));
            case ReferenceValue(Urn urn, PropertyValue id, String version) ->
                new ReferenceValue(urn, map(id, change), version);
            case NullValue _, BooleanValue _, NumberValue _, TextValue _, UnknownValue _, AssetValue _ -> changed;
        };
    }

    private static boolean anyMatch(PropertyValue value, Predicate<PropertyValue> wanted) {
        return wanted.test(value)
                || switch (value) {
                    case ListValue(var items) -> items.stream().anyMatch(item -> anyMatch(item, wanted));
                    case ObjectValue(Properties properties) -> anyMatch(properties, wanted);
                    case SecretValue(PropertyValue inner) -> anyMatch(inner, wanted);
                    case OutputValue(PropertyValue inner, var _) -> anyMatch(inner, wanted);
                    case ArchiveValue(var _, var _, var _, Properties assets) -> anyMatch(assets, wanted);
                    case ReferenceValue(var _, PropertyValue id, var _) -> anyMatch(id, wanted);
                    case NullValue _, BooleanValue _, NumberValue _, TextValue _, UnknownValue _, AssetValue _ -> false;
                };
    }

    private static boolean anyMatch(Properties properties, Predicate<PropertyValue> wanted) {
        return properties.values().values().stream().anyMatch(each -> anyMatch(each, wanted));
    }
}
