package davit.deploy.aws.client;

import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The provider's tags, and those that it leaves alone.
 *
 * @param defaults the tags that every resource gets
 * @param ignoredKeys tags that others manage
 * @param ignoredPrefixes the starts of such
 */
public record TagRules(Map<String, String> defaults, List<String> ignoredKeys, List<String> ignoredPrefixes) {
    /** No tags, none ignored. */
    public static final TagRules NONE = new TagRules(Map.of(), List.of(), List.of());

    private static final String RESERVED = "aws:";

    /** Keeps copies. */
    public TagRules {
        defaults = Map.copyOf(defaults);
        ignoredKeys = List.copyOf(ignoredKeys);
        ignoredPrefixes = List.copyOf(ignoredPrefixes);
    }

    /** All tags that a resource with these inputs gets. */
    public Map<String, String> all(Properties inputs) {
        Map<String, String> tags = new TreeMap<>(defaults);
        tags.putAll(inputs.textMap("tags"));
        tags.keySet().removeIf(this::isIgnored);
        return tags;
    }

    /**
     * The outputs {@code tags} and {@code tagsAll} of a resource.
     *
     * @param actual the tags that it has
     * @param inputs its inputs: a tag that equals the provider's is among {@code tags} only if the program sets it too
     */
    public Properties outputs(Map<String, String> actual, Properties inputs) {
        Map<String, PropertyValue> all = new LinkedHashMap<>();
        Map<String, PropertyValue> own = new LinkedHashMap<>();
        Map<String, String> set = inputs.textMap("tags");
        new TreeMap<>(actual).forEach((key, value) -> {
            if (isIgnored(key)) {
                return;
            }
            all.put(key, PropertyValue.of(value));
            if (set.containsKey(key) || !value.equals(defaults.get(key))) {
                own.put(key, PropertyValue.of(value));
            }
        });
        Properties outputs = Properties.of("tagsAll", PropertyValue.of(new Properties(all)));
        return own.isEmpty() && set.isEmpty() ? outputs : outputs.with("tags", PropertyValue.of(new Properties(own)));
    }

    private boolean isIgnored(String key) {
        return key.startsWith(RESERVED)
                || ignoredKeys.contains(key)
                || ignoredPrefixes.stream().anyMatch(key::startsWith);
    }
}
