package davit.services.sqs.access;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer;
import davit.aws.port.MessageQueues;
import davit.services.sqs.model.MessageDigests;
import davit.services.sqs.model.NewMessage;
import davit.services.sqs.model.ReceiptHandle;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import davit.services.sqs.work.Received;
import davit.services.sqs.work.SystemAttributes;
import davit.services.sqs.work.Wanted;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queues for services in the same process. */
public final class LocalQueues implements MessageQueues {
    private final Queues queues;
    private final Authorizer authorizer;

    /** Gives what {@code authorizer} allows. */
    public LocalQueues(Queues queues, Authorizer authorizer) {
        this.queues = queues;
        this.authorizer = authorizer;
    }

    private Queue queue(Arn arn) throws RefusedException {
        return queues.find(arn).orElseThrow(() -> refused(SqsError.noQueue()));
    }

    private static RefusedException refused(ServiceException because) {
        return new RefusedException(because.error().queryCode(), because.text());
    }

    @Override
    public Settings check(Arn arn, Caller caller, List<String> actions) throws RefusedException {
        Queue queue = queue(arn);
        for (String action : actions) {
            Access access = Access.to(action, queue.arn());
            Access underPolicy =
                    queue.settings().policy().map(access::underPolicy).orElse(access);
            if (authorizer.decide(caller, underPolicy) instanceof Authorizer.Decision.Denied(String message)) {
                throw new RefusedException("AccessDenied", message);
            }
        }
        return new Settings(queue.name().isFifo(), queue.settings().visibilityTimeout());
    }

    @Override
    public List<Message> receive(Arn arn, int most, Duration wait) throws RefusedException, InterruptedException {
        if (most < 1 || most > MOST_RECEIVED) {
            throw new IllegalArgumentException("1 to " + MOST_RECEIVED + " messages are received, not " + most);
        }
        Queue queue = queue(arn);
        try {
            return queue.receive(new Wanted(most, null, wait, null)).stream()
                    .map(received -> message(received, queue))
                    .toList();
        } catch (ServiceException e) {
            throw refused(e);
        }
    }

    private static Message message(Received received, Queue queue) {
        NewMessage content = received.message().content();
        Map<String, Attribute> attributes = new HashMap<>();
        content.attributes()
                .forEach((name, attribute) -> attributes.put(
                        name, new Attribute(attribute.dataType(), attribute.text(), attribute.base64())));
        return new Message(
                received.message().messageId(),
                received.handle().text(),
                content.body(),
                MessageDigests.ofBody(content.body()),
                SystemAttributes.of(received, queue),
                attributes,
                MessageDigests.ofAttributes(content.attributes()));
    }

    @Override
    public void delete(Arn arn, List<String> receiptHandles) throws RefusedException {
        Queue queue = queue(arn);
        List<Optional<ServiceException>> ignored = queue.delete(handles(queue, receiptHandles));
    }

    @Override
    public void changeVisibility(Arn arn, List<String> receiptHandles, Duration timeout) throws RefusedException {
        Queue queue = queue(arn);
        List<ReceiptHandle> handles = handles(queue, receiptHandles);
        List<Optional<ServiceException>> ignored =
                queue.changeVisibility(handles, Collections.nCopies(handles.size(), timeout));
    }

    private static List<ReceiptHandle> handles(Queue queue, List<String> texts) {
        return texts.stream()
                .flatMap(text -> ReceiptHandle.parse(text).stream())
                .filter(handle -> handle.queue().equals(queue.id()))
                .toList();
    }
}
