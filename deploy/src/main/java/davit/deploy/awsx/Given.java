package davit.deploy.awsx;

import davit.deploy.provider.ProviderException;
import davit.deploy.value.Properties;
import java.util.Set;

/** Questions to a component's inputs. */
final class Given {
    private Given() {}

    /** Refuses inputs that the component does not have. */
    static void requireKnown(String token, Properties inputs, Set<String> known) throws ProviderException {
        for (String name : inputs.names()) {
            if (!known.contains(name) && !inputs.value(name).isNull()) {
                throw new ProviderException(name + ": is no property of " + token);
            }
        }
    }
}
