package davit.deploy.provider;

import davit.deploy.value.Properties;

/** The engine, as a component sees it. For the thread that expands the component. */
public interface ComponentChildren {
    /**
     * Makes, changes or keeps a child and waits for it; in previews it only decides.
     *
     * @throws ProviderException if it failed; the component should let it pass
     */
    RegisteredResource register(ChildResource child) throws ProviderException, InterruptedException;

    /** Calls a function; with an unknown argument the result is empty. */
    Properties call(String token, Properties arguments) throws ProviderException, InterruptedException;
}
