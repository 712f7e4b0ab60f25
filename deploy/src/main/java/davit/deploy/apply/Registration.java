package davit.deploy.apply;

import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import java.util.Map;
import java.util.Set;

/**
 * What a program learns of a resource that it registered.
 *
 * @param urn its name
 * @param id its id; unknown if a preview would create it, empty for a component
 * @param outputs its outputs; secrets are marked
 * @param isKnown whether every output is here; in a preview the others are known only to the cloud
 * @param result how it went
 * @param dependencies what each output of a component comes from; empty for others
 */
public record Registration(
        Urn urn,
        PropertyValue id,
        Properties outputs,
        boolean isKnown,
        Result result,
        Map<String, Set<Urn>> dependencies) {
    /** How a registration went. */
    public enum Result {
        /** As it was wanted. */
        DONE,
        /** The step failed. */
        FAILED,
        /** The step was not tried, because something that it needs failed or was not tried. */
        SKIPPED
    }

    /** Keeps a copy. */
    public Registration {
        dependencies = Map.copyOf(dependencies);
    }

    /** A resource that is there as a whole. */
    static Registration done(Urn urn, PropertyValue id, Properties outputs) {
        return new Registration(urn, id, outputs, true, Result.DONE, Map.of());
    }

    /** A resource that a preview would make. */
    static Registration planned(Urn urn, Properties outputs) {
        return new Registration(urn, PropertyValue.unknown(), outputs, false, Result.DONE, Map.of());
    }

    /** A resource that could not be made. */
    static Registration failed(Urn urn, Result result) {
        return new Registration(urn, PropertyValue.of(""), Properties.EMPTY, false, result, Map.of());
    }
}
