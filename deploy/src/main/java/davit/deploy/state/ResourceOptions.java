package davit.deploy.state;

import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import java.util.List;
import java.util.Optional;

/**
 * What a program asks of the engine for a resource, beside its inputs.
 *
 * @param protect whether deleting it is refused
 * @param retainOnDelete whether it is forgotten rather than deleted
 * @param deleteBeforeReplace whether a replacement deletes first; empty leaves it to the provider
 * @param deletedWith the resource whose deletion deletes this one too
 * @param replaceWith the resources whose replacement replaces this one too
 * @param ignoreChanges the paths of inputs whose changes are passed over
 * @param replaceOnChanges the paths of inputs whose changes force a replacement
 * @param additionalSecretOutputs the outputs that are secret
 * @param timeouts how long operations may take
 * @param importId the id of the existing resource that was taken over; empty if it was made
 * @param replacementTrigger a value whose change forces a replacement; null for none
 */
public record ResourceOptions(
        boolean protect,
        boolean retainOnDelete,
        Optional<Boolean> deleteBeforeReplace,
        Optional<Urn> deletedWith,
        List<Urn> replaceWith,
        List<String> ignoreChanges,
        List<String> replaceOnChanges,
        List<String> additionalSecretOutputs,
        Timeouts timeouts,
        String importId,
        PropertyValue replacementTrigger) {
    /** Nothing is asked for. */
    public static final ResourceOptions NONE = new ResourceOptions(
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Timeouts.NONE,
            "",
            PropertyValue.nothing());

    /** Keeps copies. */
    public ResourceOptions {
        replaceWith = List.copyOf(replaceWith);
        ignoreChanges = List.copyOf(ignoreChanges);
        replaceOnChanges = List.copyOf(replaceOnChanges);
        additionalSecretOutputs = List.copyOf(additionalSecretOutputs);
    }

    /** With protection on or off. */
    public ResourceOptions withProtect(boolean changed) {
        return new ResourceOptions(
                changed,
                retainOnDelete,
                deleteBeforeReplace,
                deletedWith,
                replaceWith,
                ignoreChanges,
                replaceOnChanges,
                additionalSecretOutputs,
                timeouts,
                importId,
                replacementTrigger);
    }

    /** With the resource whose deletion deletes this one too. */
    public ResourceOptions withDeletedWith(Urn urn) {
        return new ResourceOptions(
                protect,
                retainOnDelete,
                deleteBeforeReplace,
                Optional.of(urn),
                replaceWith,
                ignoreChanges,
                replaceOnChanges,
                additionalSecretOutputs,
                timeouts,
                importId,
                replacementTrigger);
    }
}
