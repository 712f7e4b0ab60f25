package davit.services.sqs.model;

import davit.aws.operation.ServiceError;
import davit.aws.operation.ServiceException;

/** The errors of SQS, each with its name in JSON and in the query protocol. */
public enum SqsError implements ServiceError {
    /** No queue of this name. */
    QUEUE_DOES_NOT_EXIST("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400),
    /** A queue of this name with other attributes. */
    QUEUE_NAME_EXISTS("QueueNameExists", "QueueAlreadyExists", 400),
    /** An attribute that such a queue does not have. */
    INVALID_ATTRIBUTE_NAME("InvalidAttributeName", 400),
    /** A value that the attribute cannot have. */
    INVALID_ATTRIBUTE_VALUE("InvalidAttributeValue", 400),
    /** A value that breaks a constraint. */
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", "InvalidParameterValue", 400),
    /** Something that must be said is not. */
    MISSING_PARAMETER("MissingRequiredParameterException", "MissingParameter", 400),
    /** Characters that XML cannot carry. */
    INVALID_MESSAGE_CONTENTS("InvalidMessageContents", 400),
    /** The URL is none of a queue. */
    INVALID_ADDRESS("InvalidAddress", "InvalidAddress", 404),
    /** No handle that this service gave. */
    RECEIPT_HANDLE_IS_INVALID("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404),
    /** The message is not being worked on. */
    MESSAGE_NOT_INFLIGHT("MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight", 400),
    /** Too much is in flight, or too many principals. */
    OVER_LIMIT("OverLimit", "OverLimit", 403),
    /** Purged less than a minute ago. */
    PURGE_QUEUE_IN_PROGRESS("PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress", 403),
    /** A batch without entries. */
    EMPTY_BATCH_REQUEST("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest", 400),
    /** A batch of more than ten. */
    TOO_MANY_ENTRIES("TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", 400),
    /** Two entries of the same name. */
    IDS_NOT_DISTINCT("BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400),
    /** An entry's name is none. */
    INVALID_BATCH_ENTRY_ID("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId", 400),
    /** All messages together are too large. */
    BATCH_TOO_LONG("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong", 400),
    /** What this queue cannot do. */
    UNSUPPORTED_OPERATION("UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation", 400),
    /** No such task or queue. */
    RESOURCE_NOT_FOUND("ResourceNotFoundException", "ResourceNotFoundException", 404),
    /** No room for more messages. */
    REQUEST_THROTTLED("RequestThrottled", "RequestThrottled", 403);

    private final String code;
    private final String queryCode;
    private final int status;

    SqsError(String code, int status) {
        this(code, code, status);
    }

    SqsError(String code, String queryCode, int status) {
        this.code = code;
        this.queryCode = queryCode;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String queryCode() {
        return queryCode;
    }

    @Override
    public int status() {
        return status;
    }

    /** The error with a message, to throw. */
    public ServiceException with(String message) {
        return new ServiceException(this, message);
    }

    /** That there is no such queue, to throw. */
    public static ServiceException noQueue() {
        return QUEUE_DOES_NOT_EXIST.with("The specified queue does not exist.");
    }

    /** That a parameter lacks, to throw. */
    public static ServiceException missing(String parameter) {
        return MISSING_PARAMETER.with("The request must contain the parameter " + parameter + ".");
    }

    /** That a parameter's value is refused for a reason, to throw. */
    public static ServiceException invalid(Object value, String parameter, String reason) {
        return INVALID_PARAMETER_VALUE.with(
                "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }
}
