package davit.deploy.provider;

import davit.deploy.value.Properties;

/**
 * A function that programs call, as {@code aws:iam/getPolicyDocument:getPolicyDocument}. It changes nothing and is called
 * in previews too, but only with known arguments.
 */
@FunctionalInterface
public interface ProviderFunction {
    /**
     * The function's result. If an argument was secret, the engine marks all of it as secret.
     *
     * @throws ProviderException with what is wrong, for the user
     */
    Properties call(Properties arguments) throws ProviderException, InterruptedException;
}
