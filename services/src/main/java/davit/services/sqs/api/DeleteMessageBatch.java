package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceException;
import davit.services.sqs.model.ReceiptHandle;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;

/** The operation of this name. */
public final class DeleteMessageBatch
        implements Operation.Plain<DeleteMessageBatchRequest, DeleteMessageBatchResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public DeleteMessageBatch(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(DeleteMessageBatchRequest input) {
        return addresses.access("DeleteMessage", input.queueUrl());
    }

    @Override
    public DeleteMessageBatchResponse call(DeleteMessageBatchRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        Batches.check(
                input.entries().stream().map(DeleteMessageBatchRequestEntry::id).toList(),
                "DeleteMessageBatchRequestEntry");
        Entries<ReceiptHandle> read = Entries.read(
                input.entries(), DeleteMessageBatchRequestEntry::id, entry -> Handles.of(queue, entry.receiptHandle()));
        List<Optional<ServiceException>> refusals = queue.delete(read.values());
        return DeleteMessageBatchResponse.builder()
                .successful(read.accepted(refusals).stream()
                        .map(id ->
                                DeleteMessageBatchResultEntry.builder().id(id).build())
                        .toList())
                .failed(read.failed(refusals))
                .build();
    }
}
