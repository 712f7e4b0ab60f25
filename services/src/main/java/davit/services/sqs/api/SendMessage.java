package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.MessageDigests;
import davit.services.sqs.model.NewMessage;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import davit.services.sqs.work.Sent;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operation of this name. */
public final class SendMessage implements Operation.Plain<SendMessageRequest, SendMessageResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public SendMessage(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(SendMessageRequest input) {
        return addresses.access("SendMessage", input.queueUrl());
    }

    @Override
    public SendMessageResponse call(SendMessageRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        NewMessage message = Outgoing.of(input, queue);
        Sent sent = queue.send(List.of(message)).getFirst();
        return SendMessageResponse.builder()
                .messageId(sent.messageId())
                .md5OfMessageBody(MessageDigests.ofBody(message.body()))
                .md5OfMessageAttributes(Digests.orNull(message.attributes()))
                .md5OfMessageSystemAttributes(Digests.orNull(Outgoing.systemAttributes(message)))
                .sequenceNumber(queue.name().isFifo() ? Sent.sequence(sent.number()) : null)
                .build();
    }
}
