package davit.deploy.value;

import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import davit.deploy.value.PropertyValue.SecretValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the marks of secrets back onto values that went through a provider without them. */
public final class Marks {
    private Marks() {}

    /** {@code plain} with a secret wherever {@code marked} has one; properties that {@code marked} lacks stay as they are. */
    public static Properties restore(Properties marked, Properties plain) {
        Map<String, PropertyValue> restored = new LinkedHashMap<>();
        plain.values().forEach((name, value) -> restored.put(name, restore(marked.value(name), value)));
        return new Properties(restored);
    }

    /** {@code plain} with the properties {@code names} marked as secret. */
    public static Properties secret(Properties plain, Collection<String> names) {
        Properties result = plain;
        for (String name : names) {
            if (plain.has(name)) {
                result = result.with(name, secret(plain.value(name)));
            }
        }
        return result;
    }

    /** {@code value} as a secret; one that is already stays as it is. */
    public static PropertyValue secret(PropertyValue value) {
        return value instanceof SecretValue ? value : new SecretValue(value);
    }

    private static PropertyValue restore(PropertyValue marked, PropertyValue plain) {
        if (!ValueTree.hasSecret(marked) || plain instanceof SecretValue) {
            return plain;
        }
        if (marked instanceof SecretValue) {
            return secret(plain);
        }
        if (marked instanceof ListValue(List<PropertyValue> before)
                && plain instanceof ListValue(List<PropertyValue> items)
                && before.size() == items.size()) {
            List<PropertyValue> restored = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                restored.add(restore(before.get(i), items.get(i)));
            }
            return new ListValue(restored);
        }
        if (marked instanceof ObjectValue(Properties before) && plain instanceof ObjectValue(Properties members)) {
            return new ObjectValue(restore(before, members));
        }
        return secret(plain); // it lost the form in which the place of the secret was known
    }
}
