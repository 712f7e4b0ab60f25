package davit.deploy.provider;

import davit.deploy.value.Properties;

/**
 * A package of resource types, functions and components, as {@code aws}: the first word of a type token.
 *
 * <p>The engine configures a package once for each provider resource of the stack: the default provider (its inputs come
 * from the stack's configuration, {@code aws:region} as {@code region}) and each explicit one ({@code new
 * aws.Provider(…)}).
 */
public interface ProviderPackage {
    /** The first word of its tokens. */
    String name();

    /**
     * The provider's inputs with the defaults filled in, and what is wrong with them. Touches no network.
     *
     * <p>Inputs that are no text arrive as the SDKs send them: as JSON in a text. They may contain unknown values in
     * previews.
     */
    default Checked check(Properties inputs) {
        return Checked.accepted(inputs);
    }

    /**
     * What differs between the inputs of a provider resource and its new ones; every resource of the provider is replaced
     * if any of them {@code replaces} (as another region would ask for). Pure.
     */
    default Difference diff(Properties old, Properties inputs) {
        return new Difference(Difference.changedNames(old, inputs), new java.util.TreeSet<>(), false);
    }

    /**
     * Makes the package ready; the engine closes what is returned.
     *
     * @param configuration checked inputs, and where the program is
     * @throws ProviderException if it cannot work with this configuration
     */
    ConfiguredProvider configure(ProviderConfiguration configuration) throws ProviderException, InterruptedException;
}
