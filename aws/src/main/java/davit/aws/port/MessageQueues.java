package davit.aws.port;

import davit.aws.arn.Arn;
import davit.aws.operation.Caller;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of queues for services that take them in the same process: event source mappings. Answered by SQS.
 *
 * <p>Thread safety: called from many threads at once.
 */
public interface MessageQueues {
    /** The most messages of one receive, as over the wire. */
    int MOST_RECEIVED = 10;

    /**
     * What must be known of a queue to read from it.
     *
     * @param isFifo whether its groups keep their order: of a group there is nothing more while some of it is in flight
     * @param visibilityTimeout how long a message that was received is kept from others
     */
    record Settings(boolean isFifo, Duration visibilityTimeout) {}

    /**
     * The queue's settings, if the caller may do something with it.
     *
     * @param actions what the caller wants to do, {@code sqs:ReceiveMessage}
     * @throws RefusedException if there is no such queue, or the caller may not
     */
    Settings check(Arn queue, Caller caller, List<String> actions) throws RefusedException;

    /**
     * Gets messages, waiting for the first one without polling; none if there are none by then. Each is kept from others
     * until it is deleted or its visibility timeout has passed.
     *
     * @param most how many at most; no more than {@value #MOST_RECEIVED}
     * @param wait how long to wait
     * @throws RefusedException if there is no such queue, or too much of it is in flight
     */
    List<Message> receive(Arn queue, int most, Duration wait) throws RefusedException, InterruptedException;

    /**
     * Deletes messages; once this returns, they stay deleted. A message that is gone already is passed over, and so is one
     * of a FIFO queue whose time to be worked on has passed.
     *
     * @throws RefusedException if there is no such queue
     */
    void delete(Arn queue, List<String> receiptHandles) throws RefusedException;

    /**
     * Gives messages back after {@code timeout}, at once if that is zero. A message that is not in flight is passed over.
     *
     * @throws RefusedException if there is no such queue
     */
    void changeVisibility(Arn queue, List<String> receiptHandles, Duration timeout) throws RefusedException;

    /**
     * A message as it is received.
     *
     * @param messageId its unique id
     * @param receiptHandle by what it is deleted
     * @param body what it says
     * @param md5OfBody MD5 of the body
     * @param attributes what SQS says of it, {@code ApproximateReceiveCount}
     * @param messageAttributes what the sender says beside the body
     * @param md5OfMessageAttributes MD5 of them; empty if there are none
     */
    record Message(
            String messageId,
            String receiptHandle,
            String body,
            String md5OfBody,
            Map<String, String> attributes,
            Map<String, Attribute> messageAttributes,
            String md5OfMessageAttributes) {
        /** Keeps copies. */
        public Message {
            attributes = Map.copyOf(attributes);
            messageAttributes = Map.copyOf(messageAttributes);
        }
    }

    /**
     * A value beside the body.
     *
     * @param dataType {@code String}, {@code Number}, {@code Binary}, with a further word behind a dot
     * @param stringValue the value, if it is none of bytes
     * @param base64Value the value, if it is one of bytes
     */
    record Attribute(
            String dataType,
            @Nullable String stringValue,
            @Nullable String base64Value) {}

    /** The queue does not exist, or does not permit it. */
    final class RefusedException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        /** With AWS's code and text. */
        public RefusedException(String code, String message) {
            super(code + ": " + message);
        }
    }
}
