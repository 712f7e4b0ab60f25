package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceException;
import davit.services.sqs.model.ReceiptHandle;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;

/** The operation of this name. */
public final class ChangeMessageVisibilityBatch
        implements Operation.Plain<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public ChangeMessageVisibilityBatch(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(ChangeMessageVisibilityBatchRequest input) {
        return addresses.access("ChangeMessageVisibility", input.queueUrl());
    }

    @Override
    public ChangeMessageVisibilityBatchResponse call(ChangeMessageVisibilityBatchRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        Batches.check(
                input.entries().stream()
                        .map(ChangeMessageVisibilityBatchRequestEntry::id)
                        .toList(),
                "ChangeMessageVisibilityBatchRequestEntry");
        Entries<Map.Entry<ReceiptHandle, Duration>> read = Entries.read(
                input.entries(),
                ChangeMessageVisibilityBatchRequestEntry::id,
                entry -> Map.entry(
                        Handles.of(queue, entry.receiptHandle()), Handles.timeout(entry.visibilityTimeout())));
        List<Optional<ServiceException>> refusals = queue.changeVisibility(
                read.values().stream().map(Map.Entry::getKey).toList(),
                read.values().stream().map(Map.Entry::getValue).toList());
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(read.accepted(refusals).stream()
                        .map(id -> ChangeMessageVisibilityBatchResultEntry.builder()
                                .id(id)
                                .build())
                        .toList())
                .failed(read.failed(refusals))
                .build();
    }
}
