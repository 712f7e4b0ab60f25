package davit.deploy.apply;

import java.io.Serial;

/** A registration that the engine refuses. */
public final class RegistrationException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The program made a mistake. */
        MISTAKE,
        /** The run was cancelled. */
        CANCELLED
    }

    private final Reason reason;

    /** Refuses with {@code message}. */
    public RegistrationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
