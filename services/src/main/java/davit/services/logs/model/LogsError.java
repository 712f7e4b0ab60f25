package davit.services.logs.model;

import davit.aws.operation.ServiceError;
import davit.aws.operation.ServiceException;

/** The errors of CloudWatch Logs. */
public enum LogsError implements ServiceError {
    /** Nothing of this name is there. */
    NOT_FOUND("ResourceNotFoundException"),
    /** Something of this name is there. */
    ALREADY_EXISTS("ResourceAlreadyExistsException"),
    /** A value breaks a constraint. */
    INVALID_PARAMETER("InvalidParameterException");

    private final String code;

    LogsError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return 400;
    }

    /** The error with a message, to throw. */
    public ServiceException with(String message) {
        return new ServiceException(this, message);
    }
}
