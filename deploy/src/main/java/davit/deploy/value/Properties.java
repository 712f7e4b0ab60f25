package davit.deploy.value;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Named values, as a resource's inputs or outputs. Immutable; equal to another with the same values in any order.
 *
 * <p>The accessors by type ({@link #text}, {@link #number}, …) see through secrets and outputs, and are empty if the
 * property is absent, null, unknown or of another type; {@link #isUnknown} tells the unknown ones apart.
 *
 * @param values the values by name, in order
 */
public record Properties(Map<String, PropertyValue> values) {
    /** Without any property. */
    public static final Properties EMPTY = new Properties(Map.of());

    /** Keeps a copy. */
    public Properties {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** One property. */
    public static Properties of(String name, PropertyValue value) {
        return EMPTY.with(name, value);
    }

    /** The names in order. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Whether there is a property of this name, null or not. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The value; null ({@link PropertyValue.NullValue}) if there is none. */
    public PropertyValue value(String name) {
        return values.getOrDefault(name, PropertyValue.nothing());
    }

    /** Whether the property is there but not known yet. */
    public boolean isUnknown(String name) {
        return value(name).isUnknown();
    }

    /** The property, if it is a text. */
    public Optional<String> text(String name) {
        return value(name).asText();
    }

    /** The property, if it is a number. */
    public Optional<Double> number(String name) {
        return value(name).asNumber();
    }

    /** The property rounded to a whole number, if it is a number. */
    public Optional<Integer> integer(String name) {
        return number(name).map(value -> Math.toIntExact(Math.round(value)));
    }

    /** The property, if it is true or false. */
    public Optional<Boolean> bool(String name) {
        return value(name).asBoolean();
    }

    /** The property's items; none if it is no list. */
    public List<PropertyValue> list(String name) {
        return value(name).asList().orElse(List.of());
    }

    /** The property's items that are texts; none if it is no list. */
    public List<String> texts(String name) {
        return list(name).stream().flatMap(item -> item.asText().stream()).toList();
    }

    /** The property's items that are objects; none if it is no list. */
    public List<Properties> objects(String name) {
        return list(name).stream().flatMap(item -> item.asObject().stream()).toList();
    }

    /** The property, if it is an object. */
    public Optional<Properties> object(String name) {
        return value(name).asObject();
    }

    /** The property as a map of texts (tags, environment variables); empty if it is no object. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name)
                .orElse(EMPTY)
                .values()
                .forEach((key, value) -> value.asText().ifPresent(text -> texts.put(key, text)));
        return Collections.unmodifiableMap(texts);
    }

    /** With a property set, in its old place if it was there. */
    public Properties with(String name, PropertyValue value) {
        Map<String, PropertyValue> all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Properties(all);
    }

    /** With a text set. */
    public Properties with(String name, String value) {
        return with(name, PropertyValue.of(value));
    }

    /** With a number set. */
    public Properties with(String name, double value) {
        return with(name, PropertyValue.of(value));
    }

    /** With true or false set. */
    public Properties with(String name, boolean value) {
        return with(name, PropertyValue.of(value));
    }

    /** With a property set, unless it is there already and not null. */
    public Properties withDefault(String name, PropertyValue value) {
        return value(name).isNull() ? with(name, value) : this;
    }

    /** With all of {@code others} set. */
    public Properties withAll(Properties others) {
        Map<String, PropertyValue> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Properties(all);
    }

    /** Without some properties. */
    public Properties without(Collection<String> names) {
        Map<String, PropertyValue> all = new LinkedHashMap<>(values);
        all.keySet().removeAll(names);
        return new Properties(all);
    }

    /** Without one property. */
    public Properties without(String name) {
        return without(Set.of(name));
    }
}
