package davit.functions.engine;

import java.io.Serial;

/** The platform could not start a runtime; the message says what was attempted. */
final class LaunchException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    LaunchException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
