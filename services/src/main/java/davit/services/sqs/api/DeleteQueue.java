package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.work.Queues;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;

/** The operation of this name. */
public final class DeleteQueue implements Operation.Plain<DeleteQueueRequest, DeleteQueueResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public DeleteQueue(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(DeleteQueueRequest input) {
        return addresses.access("DeleteQueue", input.queueUrl());
    }

    @Override
    public DeleteQueueResponse call(DeleteQueueRequest input) {
        addresses.queues().delete(addresses.queue(input.queueUrl()));
        return DeleteQueueResponse.builder().build();
    }
}
