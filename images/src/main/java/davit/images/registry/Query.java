package davit.images.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query, decoded; the first of each name. */
record Query(Map<String, String> parameters) {
    static Query parse(String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.putIfAbsent(decode(name), decode(value));
        }
        return new Query(parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text; // a stray percent sign stands for itself
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String orEmpty(String name) {
        return parameters.getOrDefault(name, "");
    }
}
