package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.work.Queues;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;

/** The operation of this name. */
public final class PurgeQueue implements Operation.Plain<PurgeQueueRequest, PurgeQueueResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public PurgeQueue(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(PurgeQueueRequest input) {
        return addresses.access("PurgeQueue", input.queueUrl());
    }

    @Override
    public PurgeQueueResponse call(PurgeQueueRequest input) {
        addresses.queues().purge(addresses.queue(input.queueUrl()));
        return PurgeQueueResponse.builder().build();
    }
}
