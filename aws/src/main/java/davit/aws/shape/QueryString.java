package davit.aws.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a query or a form, decoded, in the order they came.
 *
 * @param byName the values of each parameter
 */
public record QueryString(Map<String, List<String>> byName) {
    /** Reads {@code a=b&c}; a parameter without an equals sign has an empty value. */
    public static QueryString parse(String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : raw.split("&", -1)) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
                String value = equals < 0 ? "" : decode(parameter.substring(equals + 1));
                parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return new QueryString(parameters);
    }

    private static String decode(String encoded) {
        return RawPath.decode(encoded.replace('+', ' '));
    }

    /** The first value of a parameter. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Every value of a parameter. */
    public List<String> all(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
