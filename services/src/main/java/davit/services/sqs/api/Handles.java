package davit.services.sqs.api;

import davit.aws.operation.ServiceException;
import davit.services.sqs.model.AttributeRules;
import davit.services.sqs.model.ReceiptHandle;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Receipt handles and timeouts as clients write them. */
final class Handles {
    private Handles() {}

    /**
     * Reads a handle that a queue gave.
     *
     * @throws ServiceException {@code ReceiptHandleIsInvalid}
     */
    static ReceiptHandle of(Queue queue, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw SqsError.missing("ReceiptHandle");
        }
        return ReceiptHandle.parse(text)
                .filter(handle -> handle.queue().equals(queue.id()))
                .orElseThrow(() -> SqsError.RECEIPT_HANDLE_IS_INVALID.with(
                        "The input receipt handle \"" + text + "\" is not a valid receipt handle."));
    }

    /**
     * Reads a visibility timeout.
     *
     * @throws ServiceException {@code InvalidParameterValue}
     */
    static Duration timeout(@Nullable Integer seconds) {
        if (seconds == null) {
            throw SqsError.missing("VisibilityTimeout");
        }
        if (seconds < 0 || seconds > AttributeRules.LONGEST_VISIBILITY_SECONDS) {
            throw SqsError.invalid(
                    seconds,
                    "VisibilityTimeout",
                    "VisibilityTimeout must be an integer between 0 and " + AttributeRules.LONGEST_VISIBILITY_SECONDS
                            + ".");
        }
        return Duration.ofSeconds(seconds);
    }
}
