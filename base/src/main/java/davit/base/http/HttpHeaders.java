package davit.base.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Header fields by name without regard to case, each with its values in the order they came. Immutable. */
public final class HttpHeaders {
    /** No headers. */
    public static final HttpHeaders NONE = new HttpHeaders(new TreeMap<>());

    private final SortedMap<String, List<String>> valuesByName;

    private HttpHeaders(SortedMap<String, List<String>> valuesByName) {
        this.valuesByName = valuesByName;
    }

    /** Headers from alternating names and values. */
    public static HttpHeaders of(String... namesAndValues) {
        Builder builder = new Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** The first value of a header. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Every value of a header in order; empty when it is absent. */
    public List<String> all(String name) {
        return valuesByName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Every header; names in lower case and in alphabetical order. */
    public Map<String, List<String>> byName() {
        return Collections.unmodifiableMap(valuesByName);
    }

    /** A builder that starts with these headers. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        valuesByName.forEach((name, values) -> values.forEach(value -> builder.add(name, value)));
        return builder;
    }

    @Override
    public String toString() {
        return valuesByName.toString();
    }

    /** Collects headers. For one thread. */
    public static final class Builder {
        private final SortedMap<String, List<String>> valuesByName = new TreeMap<>();

        /** Adds a value to those that the header has. */
        public Builder add(String name, String value) {
            valuesByName
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(value);
            return this;
        }

        /** Replaces the header's values by one. */
        public Builder set(String name, String value) {
            remove(name);
            return add(name, value);
        }

        /** Leaves the header out. */
        public Builder remove(String name) {
            valuesByName.remove(name.toLowerCase(Locale.ROOT));
            return this;
        }

        /** The headers collected so far. */
        public HttpHeaders build() {
            SortedMap<String, List<String>> copy = new TreeMap<>();
            valuesByName.forEach((name, values) -> copy.put(name, List.copyOf(values)));
            return new HttpHeaders(copy);
        }
    }
}
