package davit.deploy.apply;

import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ProviderFunction;
import davit.deploy.state.ProviderReference;
import davit.deploy.state.Resource;
import davit.deploy.value.Marks;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.util.Optional;

/** Calls functions of packages, and the engine's own. */
public final class Functions {
    private static final String RESOURCE_BY_URN = "pulumi:pulumi:getResource";

    private final Providers providers;
    private final Ledger ledger;

    Functions(Providers providers, Ledger ledger) {
        this.providers = providers;
        this.ledger = ledger;
    }

    /**
     * Calls a function. With an unknown argument nothing is called and the result is empty.
     *
     * @param token the function
     * @param arguments its arguments; if any is secret, the whole result is
     * @param provider {@code URN::ID} of the provider; empty for the default one
     * @throws ProviderException with what is wrong, for the user
     */
    public Properties call(String token, Properties arguments, String provider)
            throws ProviderException, IOException, InterruptedException {
        if (token.equals(RESOURCE_BY_URN)) {
            return resource(new Urn(arguments.text("urn").orElse("")));
        }
        PropertyValue all = PropertyValue.of(arguments);
        if (ValueTree.hasUnknown(all)) {
            return Properties.EMPTY;
        }
        ProviderReference reference =
                provider.isEmpty() ? providers.defaultOf(token) : ProviderReference.parse(provider);
        ConfiguredProvider configured = providers.configured(reference);
        Optional<ProviderFunction> function = configured.function(token);
        if (function.isEmpty()) {
            throw new ProviderException(configured.missing("function", token));
        }
        Properties result = function.get().call(ValueTree.withoutMarks(arguments));
        return ValueTree.hasSecret(all) ? Marks.secret(result, result.names()) : result;
    }

    private Properties resource(Urn urn) throws ProviderException {
        Resource found = ledger.find(urn).orElseThrow(() -> new ProviderException("the stack has no resource " + urn));
        return Properties.EMPTY
                .with("urn", urn.text())
                .with("id", found.id())
                .with("state", PropertyValue.of(found.outputs()));
    }
}
