package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.AttributeRules;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import davit.services.sqs.work.Received;
import davit.services.sqs.work.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The operation of this name. */
public final class ReceiveMessage implements Operation.Plain<ReceiveMessageRequest, ReceiveMessageResponse> {
    private static final int MOST_RECEIVED = 10;

    /** Each waits on one of the server's threads; more than these are answered at once. */
    private static final int MOST_WAITING = 512;

    private final Addresses addresses;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /** Works on these queues. */
    public ReceiveMessage(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(ReceiveMessageRequest input) {
        return addresses.access("ReceiveMessage", input.queueUrl());
    }

    @Override
    @SuppressWarnings("deprecation") // older clients ask for attributes by the older name
    public ReceiveMessageResponse call(ReceiveMessageRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        Wanted wanted = wanted(input, queue);
        boolean mayWait = waiting.tryAcquire();
        try {
            List<Received> received = queue.receive(
                    mayWait ? wanted : new Wanted(wanted.most(), wanted.visibility(), Duration.ZERO, wanted.attempt()));
            Incoming incoming = new Incoming(
                    Stream.concat(
                                    input.attributeNamesAsStrings().stream(),
                                    input.messageSystemAttributeNamesAsStrings().stream())
                            .toList(),
                    input.messageAttributeNames());
            return ReceiveMessageResponse.builder()
                    .messages(received.stream()
                            .map(message -> incoming.shape(message, queue))
                            .toList())
                    .build();
        } catch (InterruptedException _) { // the server ends
            Thread.currentThread().interrupt();
            return ReceiveMessageResponse.builder().build();
        } finally {
            if (mayWait) {
                waiting.release();
            }
        }
    }

    private static Wanted wanted(ReceiveMessageRequest input, Queue queue) {
        int most = Objects.requireNonNullElse(input.maxNumberOfMessages(), 1);
        if (most < 1 || most > MOST_RECEIVED) {
            throw SqsError.invalid(
                    most, "MaxNumberOfMessages", "Must be between 1 and " + MOST_RECEIVED + ", if provided.");
        }
        Integer wait = input.waitTimeSeconds();
        if (wait != null && (wait < 0 || wait > AttributeRules.LONGEST_WAIT_SECONDS)) {
            throw SqsError.invalid(
                    wait,
                    "WaitTimeSeconds",
                    "Must be >= 0 and <= " + AttributeRules.LONGEST_WAIT_SECONDS + ", if provided.");
        }
        String attempt = input.receiveRequestAttemptId();
        if (attempt != null && !queue.name().isFifo()) {
            throw SqsError.invalid(
                    attempt,
                    "ReceiveRequestAttemptId",
                    "The request include parameter that is not valid for this queue type.");
        }
        return new Wanted(
                most,
                input.visibilityTimeout() == null ? null : Handles.timeout(input.visibilityTimeout()),
                wait == null ? queue.settings().receiveWait() : Duration.ofSeconds(wait),
                attempt);
    }
}
