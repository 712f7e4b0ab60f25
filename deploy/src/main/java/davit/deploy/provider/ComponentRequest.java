package davit.deploy.provider;

import davit.deploy.value.Properties;
import davit.deploy.value.Urn;

/**
 * A component to expand.
 *
 * @param urn the component; parent of every child
 * @param inputs the inputs; values that come from other resources are {@link
 *     davit.deploy.value.PropertyValue.OutputValue}s (hand them on to children as they are, so that these depend on the
 *     same resources), and may be unknown in previews
 */
public record ComponentRequest(Urn urn, Properties inputs) {
    /** The name that the program gave. */
    public String name() {
        return urn.name();
    }
}
