package davit.deploy.state;

import java.io.IOException;
import java.io.Serial;

/** State that cannot be read or used; the message is for the user. */
public final class StateException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Fails with {@code message}. */
    public StateException(String message) {
        super(message);
    }
}
