package davit.deploy.state;

import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import java.time.Instant;

/**
 * A resource of a stack.
 *
 * @param urn its name
 * @param kind whether it is made by a provider
 * @param id the name that the cloud knows it by; empty for a component
 * @param inputs the checked inputs that it was made or changed with; secrets are marked
 * @param outputs its properties; secrets are marked
 * @param relations what it depends on
 * @param options what the program asked for
 * @param status where it is in its life
 */
public record Resource(
        Urn urn,
        Kind kind,
        String id,
        Properties inputs,
        Properties outputs,
        Relations relations,
        ResourceOptions options,
        Status status) {
    /** Who makes a resource. */
    public enum Kind {
        /** Nobody: it groups others. */
        COMPONENT,
        /** A provider. */
        CUSTOM,
        /** Somebody else: the program only reads it, and it is never changed or deleted. */
        EXTERNAL
    }

    /** The resource as its provider sees it; with marks of secrets. */
    public ResourceState state() {
        return new ResourceState(id, inputs, outputs);
    }

    /** Whether it is a provider ({@code pulumi:providers:aws}). */
    public boolean isProvider() {
        return urn.type().startsWith("pulumi:providers:");
    }

    /** With another provider's state of it, changed at {@code now}. */
    public Resource withState(ResourceState state, Instant now) {
        return new Resource(
                urn, kind, state.id(), state.inputs(), state.outputs(), relations, options, status.modified(now));
    }

    /** With other outputs. */
    public Resource withOutputs(Properties changed) {
        return new Resource(urn, kind, id, inputs, changed, relations, options, status);
    }

    /** With other relations. */
    public Resource withRelations(Relations changed) {
        return new Resource(urn, kind, id, inputs, outputs, changed, options, status);
    }

    /** With another status. */
    public Resource withStatus(Status changed) {
        return new Resource(urn, kind, id, inputs, outputs, relations, options, changed);
    }

    /** With other options. */
    public Resource withOptions(ResourceOptions changed) {
        return new Resource(urn, kind, id, inputs, outputs, relations, changed, status);
    }
}
