package davit.deploy.provider;

import java.io.Serial;

/**
 * A create or update that failed half-way: the resource exists (or was changed), but not as it was asked for. The engine
 * keeps the state, so that the next run goes on from there.
 */
public final class PartialFailureException extends ProviderException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ResourceState state;

    /**
     * Fails with {@code message}.
     *
     * @param state the resource as it is; its inputs are those that have come into force, so that the next diff finds
     *     the others
     */
    public PartialFailureException(String message, ResourceState state, Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    /** The resource as it is. */
    public ResourceState state() {
        return state;
    }
}
