package davit.base.process;

import java.io.IOException;
import java.io.Serial;

/** A program that could not be started or ended with another status than 0; the message has its last words. */
public final class CommandFailedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitStatus;
    private final String standardError;

    CommandFailedException(String message, int exitStatus, String standardError) {
        super(message);
        this.exitStatus = exitStatus;
        this.standardError = standardError;
    }

    /** The program's exit status, 128 + signal if it was killed; 127 if it could not be started. */
    public int exitStatus() {
        return exitStatus;
    }

    /** The last lines that it wrote to standard error. */
    public String standardError() {
        return standardError;
    }
}
