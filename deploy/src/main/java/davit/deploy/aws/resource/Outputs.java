package davit.deploy.aws.resource;

import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects outputs; what AWS leaves out is left out. For one thread. */
public final class Outputs {
    private final Map<String, PropertyValue> values = new LinkedHashMap<>();

    /** Adds a text, unless it is null or empty. */
    public Outputs text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            values.put(name, PropertyValue.of(value));
        }
        return this;
    }

    /** Adds a number, unless it is null. */
    public Outputs number(String name, @Nullable Number value) {
        if (value != null) {
            values.put(name, PropertyValue.of(value.doubleValue()));
        }
        return this;
    }

    /** Adds true or false, unless it is null. */
    public Outputs bool(String name, @Nullable Boolean value) {
        if (value != null) {
            values.put(name, PropertyValue.of(value.booleanValue()));
        }
        return this;
    }

    /** Adds texts, also if there are none. */
    public Outputs texts(String name, List<String> value) {
        values.put(name, PropertyValue.ofTexts(value));
        return this;
    }

    /** Adds texts, unless there are none. */
    public Outputs someTexts(String name, List<String> value) {
        return value.isEmpty() ? this : texts(name, value);
    }

    /** Adds a map of texts, unless it is empty. */
    public Outputs someMap(String name, Map<String, String> value) {
        if (!value.isEmpty()) {
            Map<String, PropertyValue> members = new LinkedHashMap<>();
            value.forEach((key, text) -> members.put(key, PropertyValue.of(text)));
            values.put(name, PropertyValue.of(new Properties(members)));
        }
        return this;
    }

    /** Adds an object, unless it is empty. */
    public Outputs block(String name, Properties value) {
        if (!value.isEmpty()) {
            values.put(name, PropertyValue.of(value));
        }
        return this;
    }

    /** Adds objects, unless there are none. */
    public Outputs blocks(String name, List<Properties> value) {
        if (!value.isEmpty()) {
            values.put(
                    name, PropertyValue.of(value.stream().map(PropertyValue::of).toList()));
        }
        return this;
    }

    /** Adds any value. */
    public Outputs value(String name, PropertyValue value) {
        values.put(name, value);
        return this;
    }

    /** Adds all of {@code others}. */
    public Outputs all(Properties others) {
        values.putAll(others.values());
        return this;
    }

    /** What was added. */
    public Properties build() {
        return new Properties(values);
    }
}
