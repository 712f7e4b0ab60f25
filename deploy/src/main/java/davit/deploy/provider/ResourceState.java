package davit.deploy.provider;

import davit.deploy.value.Properties;

/**
 * A resource as a provider sees it.
 *
 * @param id the name that the cloud knows it by
 * @param inputs the checked inputs that it was last made or changed with
 * @param outputs its properties
 */
public record ResourceState(String id, Properties inputs, Properties outputs) {
    /** With other inputs. */
    public ResourceState withInputs(Properties changed) {
        return new ResourceState(id, changed, outputs);
    }

    /** With other outputs. */
    public ResourceState withOutputs(Properties changed) {
        return new ResourceState(id, inputs, changed);
    }
}
