package davit.deploy.project;

import java.io.IOException;
import java.io.Serial;

/** A program that cannot be deployed as it is; the message is for the user. */
public final class ProjectException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Fails with {@code message}. */
    public ProjectException(String message) {
        super(message);
    }
}
