package davit.aws.wire;

import java.io.Serial;

/** A request that does not have the form of its protocol. */
public final class MalformedRequestException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public MalformedRequestException(String message) {
        super(message, null, false, false);
    }

    /** What is wrong. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
