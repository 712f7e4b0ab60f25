package davit.sandbox;

import java.io.IOException;
import java.io.Serial;

/** The host could not make, start, freeze or thaw a sandbox; the message says what was attempted. */
public final class SandboxException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With what was attempted and why it failed. */
    public SandboxException(String attempted, Throwable cause) {
        super(attempted + ": " + cause.getMessage(), cause);
    }

    /** With what was attempted and why it failed. */
    public SandboxException(String message) {
        super(message);
    }
}
