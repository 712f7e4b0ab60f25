package davit.deploy.provider;

import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.OutputValue;
import davit.deploy.value.Urn;
import java.util.List;
import java.util.TreeSet;

/**
 * A resource that was made, or in a preview would be.
 *
 * @param urn its name
 * @param id its id; unknown if a preview would create it
 * @param outputs its outputs; in a preview those that only the cloud knows are absent if {@code isKnown} is false
 * @param isKnown whether every output is here
 */
public record RegisteredResource(Urn urn, PropertyValue id, Properties outputs, boolean isKnown) {
    /** An output, marked with this resource as its source; unknown if it is not known yet, else null if absent. */
    public PropertyValue output(String name) {
        PropertyValue value = isKnown || outputs.has(name) ? outputs.value(name) : PropertyValue.unknown();
        return new OutputValue(value, new TreeSet<>(List.of(urn)));
    }

    /** A reference to it, for a component's output that is a resource. */
    public PropertyValue reference() {
        return new PropertyValue.ReferenceValue(urn, id, "");
    }
}
