package davit.deploy.provider;

import davit.deploy.value.Properties;

/** A remote component, as {@code awsx:ecr:Repository}: expands into child resources that the engine plans and applies. */
public interface ComponentType {
    /** The type token. */
    String token();

    /**
     * Registers the children and gives the component's outputs. Called in previews too.
     *
     * @param request the component
     * @param children registers children and calls functions
     * @return the outputs; take them over as {@link RegisteredResource#output} gives them, so that the engine knows what
     *     they depend on and which are not known yet
     */
    Properties construct(ComponentRequest request, ComponentChildren children)
            throws ProviderException, InterruptedException;
}
