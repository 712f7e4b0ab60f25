package davit.functions.model;

import davit.aws.operation.ServiceError;
import davit.aws.operation.ServiceException;
import java.util.HashMap;
import java.util.Map;

/** The kinds of errors that Lambda answers with. */
public enum LambdaError implements ServiceError {
    /** A member violates a constraint of the API's model. */
    VALIDATION("ValidationException", 400),
    /** A member's value makes no sense here. */
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400),
    /** The payload of an invocation is not JSON. */
    INVALID_REQUEST_CONTENT("InvalidRequestContentException", 400),
    /** There is no such function, policy or statement. */
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404),
    /** There is no such code signing configuration to be given to a function. */
    CODE_SIGNING_NOT_FOUND("CodeSigningConfigNotFoundException", 404),
    /** Nothing is provisioned for the version or alias. */
    PROVISIONED_CONCURRENCY_NOT_FOUND("ProvisionedConcurrencyConfigNotFoundException", 404),
    /** It exists already, or is being changed. */
    RESOURCE_CONFLICT("ResourceConflictException", 409),
    /** The given revision is not the latest. */
    PRECONDITION_FAILED("PreconditionFailedException", 412),
    /** The function's role cannot be assumed. */
    ACCESS_DENIED("AccessDeniedException", 403),
    /** The resource policy would be larger than 20 KB. */
    POLICY_LENGTH_EXCEEDED("PolicyLengthExceededException", 400),
    /** The payload of an invocation is too large. */
    REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413),
    /** A concurrency limit was reached. */
    TOO_MANY_REQUESTS("TooManyRequestsException", 429),
    /** The function's image is gone or its preparation failed. */
    INVALID_IMAGE("InvalidRuntimeException", 502),
    /** The function's network is gone. */
    INVALID_SUBNET("InvalidSubnetIDException", 502),
    /** The platform failed. */
    SERVICE("ServiceException", 500);

    private final String code;
    private final int status;

    LambdaError(String code, int status) {
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

    /** This error with a message, to be thrown. */
    public ServiceException because(String message) {
        return because(message, Map.of());
    }

    /** This error with a message and further members of its shape, to be thrown. */
    public ServiceException because(String message, Map<String, String> members) {
        Map<String, String> all = new HashMap<>(members);
        if (this != VALIDATION) {
            all.put("Type", this == SERVICE ? "Service" : "User");
        }
        return new ServiceException(this, message, all);
    }
}
