package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceException;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/** The operation of this name. */
public final class DeleteMessage implements Operation.Plain<DeleteMessageRequest, DeleteMessageResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public DeleteMessage(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(DeleteMessageRequest input) {
        return addresses.access("DeleteMessage", input.queueUrl());
    }

    @Override
    public DeleteMessageResponse call(DeleteMessageRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        Optional<ServiceException> refusal =
                queue.delete(List.of(Handles.of(queue, input.receiptHandle()))).getFirst();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return DeleteMessageResponse.builder().build();
    }
}
