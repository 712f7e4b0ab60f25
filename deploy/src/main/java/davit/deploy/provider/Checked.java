package davit.deploy.provider;

import davit.deploy.value.Properties;
import java.util.List;

/**
 * Checked inputs, and what is wrong with them.
 *
 * @param inputs the inputs with defaults and automatic names
 * @param failures what is wrong; the resource is not made if there is any
 */
public record Checked(Properties inputs, List<Failure> failures) {
    /**
     * Something wrong with an input.
     *
     * @param property which, as {@code statements[0].actions}; empty if it is not about one
     * @param reason what is wrong, for the user
     */
    public record Failure(String property, String reason) {}

    /** Keeps a copy. */
    public Checked {
        failures = List.copyOf(failures);
    }

    /** Nothing is wrong. */
    public static Checked accepted(Properties inputs) {
        return new Checked(inputs, List.of());
    }
}
