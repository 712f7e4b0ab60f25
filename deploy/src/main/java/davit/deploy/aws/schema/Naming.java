package davit.deploy.aws.schema;

import davit.deploy.provider.CheckRequest;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a resource that the program did not name gets its name: {@code NAME-} and seven hexadecimal digits, or the program's
 * prefix and 26 digits.
 *
 * @param property the property that holds the name; empty if resources of the type have none
 * @param prefix the property that holds a prefix; empty if there is none
 * @param maxLength the longest name that AWS accepts
 * @param isLowerCase whether AWS accepts lower case only
 */
record Naming(String property, String prefix, int maxLength, boolean isLowerCase) {
    static final Naming NONE = new Naming("", "", 0, false);
    /** As a length: the name is the resource's own, without digits. */
    static final int EXACT = 0;

    private static final int DIGITS = 26;

    /** The request's inputs with a name. */
    Properties named(CheckRequest request) {
        if (property.isEmpty() || !request.inputs().value(property).isNull()) {
            return request.inputs();
        }
        PropertyValue wanted =
                prefix.isEmpty() ? PropertyValue.nothing() : request.inputs().value(prefix);
        if (wanted.isUnknown()) {
            return request.inputs().with(property, PropertyValue.unknown());
        }
        Optional<String> prefixed = wanted.asText().filter(text -> !text.isEmpty());
        if (prefixed.isPresent()) {
            return prefixed(request, prefixed.get());
        }
        String name = request.urn().name();
        if (maxLength == EXACT) {
            return withDefaults(request.inputs().with(property, name), List.of(property));
        }
        return request.withAutomaticName(property, maxLength, isLowerCase ? name.toLowerCase(Locale.ROOT) : name);
    }

    private Properties prefixed(CheckRequest request, String start) {
        String name = request.old()
                .filter(before -> CheckRequest.isDefault(before, property))
                .flatMap(before -> before.text(property))
                .filter(before -> before.startsWith(start))
                .orElseGet(() -> start + digits(request));
        return withDefaults(request.inputs().with(property, name), List.of(property));
    }

    private static String digits(CheckRequest request) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < DIGITS; i++) {
            digits.append(request.random().nextInt(10));
        }
        return digits.toString();
    }

    /** With {@code names} listed as filled in. */
    static Properties withDefaults(Properties inputs, List<String> names) {
        if (names.isEmpty()) {
            return inputs;
        }
        List<String> all = new ArrayList<>(inputs.texts(CheckRequest.DEFAULTS));
        all.addAll(names);
        return inputs.with(CheckRequest.DEFAULTS, PropertyValue.ofTexts(all));
    }
}
