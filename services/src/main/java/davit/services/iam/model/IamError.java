package davit.services.iam.model;

import davit.aws.operation.ServiceError;
import davit.aws.operation.ServiceException;

/** The errors of IAM and STS. */
public enum IamError implements ServiceError {
    /** A document that is no policy. */
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
    /** Something of this name is there. */
    ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
    /** Nothing of this name is there. */
    NO_SUCH_ENTITY("NoSuchEntity", 404),
    /** Something else must be removed first. */
    DELETE_CONFLICT("DeleteConflict", 409),
    /** A quota was reached. */
    LIMIT_EXCEEDED("LimitExceeded", 409),
    /** A value breaks a constraint. */
    VALIDATION_ERROR("ValidationError", 400),
    /** A value is of the wrong form. */
    INVALID_INPUT("InvalidInput", 400),
    /** A policy that is AWS's own cannot be changed. */
    ACCESS_DENIED("AccessDenied", 403);

    private final String code;
    private final int status;

    IamError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    /** The error with a message, to throw. */
    public ServiceException with(String message) {
        return new ServiceException(this, message);
    }
}
