package davit.deploy.apply;

import java.io.Serial;

/** A step that failed and was reported as failed; whoever waited for the resource must know. */
final class StepFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    StepFailedException(String message) {
        super(message);
    }
}
