package davit.deploy.provider;

import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Inputs to check.
 *
 * @param urn the resource
 * @param inputs as the program gave them
 * @param old the checked inputs of the resource as it is; empty if it is new or is being replaced
 * @param random where automatic names come from
 */
public record CheckRequest(Urn urn, Properties inputs, Optional<Properties> old, RandomGenerator random) {
    /** The property that lists the properties which {@code check} filled in; Pulumi's state uses the same name. */
    public static final String DEFAULTS = "__defaults";

    private static final int RANDOM_BITS = 28;

    /**
     * The inputs with {@code property} set to an automatic name, {@code NAME-} and seven hexadecimal digits, if the
     * program set none; a resource that has an automatic name keeps it. The property is
     * then listed in {@link #DEFAULTS}.
     *
     * @param property the property that holds the name, as {@code bucket}
     * @param maxLength the longest name that the cloud accepts; a longer one loses the end of the program's part
     */
    public Properties withAutomaticName(String property, int maxLength) {
        return withAutomaticName(property, maxLength, urn.name());
    }

    /** The same with another stem than the resource's name, for clouds that allow fewer characters. */
    public Properties withAutomaticName(String property, int maxLength, String stem) {
        if (!inputs.value(property).isNull()) {
            return inputs;
        }
        Optional<String> kept =
                old.filter(before -> isDefault(before, property)).flatMap(before -> before.text(property));
        String name = kept.orElseGet(() -> generated(stem, maxLength));
        return withDefaultListed(inputs, property).with(property, name);
    }

    /** Whether {@code check} filled in {@code property} of {@code inputs}. */
    public static boolean isDefault(Properties inputs, String property) {
        return inputs.texts(DEFAULTS).contains(property);
    }

    private static Properties withDefaultListed(Properties inputs, String property) {
        List<String> names = new ArrayList<>(inputs.texts(DEFAULTS));
        names.add(property);
        return inputs.with(DEFAULTS, PropertyValue.ofTexts(names));
    }

    private String generated(String stem, int maxLength) {
        String suffix = String.format("-%07x", random.nextInt(1 << RANDOM_BITS));
        int kept = Math.min(stem.length(), maxLength - suffix.length());
        return stem.substring(0, kept) + suffix;
    }
}
