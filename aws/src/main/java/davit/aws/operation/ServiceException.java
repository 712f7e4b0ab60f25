package davit.aws.operation;

import java.io.Serial;
import java.util.Map;

/** The user's mistake, answered in the protocol's own form. */
public final class ServiceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ServiceError error;
    private final transient Map<String, String> members;

    /** With the kind of error and a message in the service's words. */
    public ServiceException(ServiceError error, String message) {
        this(error, message, Map.of());
    }

    /** With further members of the error's shape, by their wire names: {@code Type}, {@code BucketName}. */
    public ServiceException(ServiceError error, String message, Map<String, String> members) {
        super(message, null, false, false);
        this.error = error;
        this.members = Map.copyOf(members);
    }

    /** The kind of error. */
    public ServiceError error() {
        return error;
    }

    /** The text for the user. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Further members of the error's shape by their wire names. */
    public Map<String, String> members() {
        return members;
    }
}
