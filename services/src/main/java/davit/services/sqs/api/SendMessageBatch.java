package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceException;
import davit.services.sqs.model.AttributeRules;
import davit.services.sqs.model.MessageDigests;
import davit.services.sqs.model.NewMessage;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import davit.services.sqs.work.Sent;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** The operation of this name. */
public final class SendMessageBatch implements Operation.Plain<SendMessageBatchRequest, SendMessageBatchResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public SendMessageBatch(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(SendMessageBatchRequest input) {
        return addresses.access("SendMessage", input.queueUrl());
    }

    @Override
    public SendMessageBatchResponse call(SendMessageBatchRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        Batches.check(
                input.entries().stream().map(SendMessageBatchRequestEntry::id).toList(),
                "SendMessageBatchRequestEntry");
        List<SendMessageBatchRequestEntry> good = new ArrayList<>();
        List<NewMessage> messages = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (SendMessageBatchRequestEntry entry : input.entries()) {
            try {
                messages.add(Outgoing.of(entry, queue));
                good.add(entry);
            } catch (ServiceException e) {
                failed.add(Batches.refused(entry.id(), e));
            }
        }
        checkSize(messages);
        List<Sent> sent = messages.isEmpty() ? List.of() : queue.send(messages);
        List<SendMessageBatchResultEntry> successful = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            successful.add(shape(good.get(i), messages.get(i), sent.get(i), queue));
        }
        return SendMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    private static void checkSize(List<NewMessage> messages) {
        int size = messages.stream().mapToInt(NewMessage::size).sum();
        if (size > AttributeRules.MOST_BYTES) {
            throw SqsError.BATCH_TOO_LONG.with("Batch requests cannot be longer than " + AttributeRules.MOST_BYTES
                    + " bytes. You have sent " + size + " bytes.");
        }
    }

    private static SendMessageBatchResultEntry shape(
            SendMessageBatchRequestEntry entry, NewMessage message, Sent sent, Queue queue) {
        return SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(sent.messageId())
                .md5OfMessageBody(MessageDigests.ofBody(message.body()))
                .md5OfMessageAttributes(Digests.orNull(message.attributes()))
                .md5OfMessageSystemAttributes(Digests.orNull(Outgoing.systemAttributes(message)))
                .sequenceNumber(queue.name().isFifo() ? Sent.sequence(sent.number()) : null)
                .build();
    }
}
