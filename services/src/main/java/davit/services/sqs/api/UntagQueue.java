package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The operation of this name. */
public final class UntagQueue implements Operation.Plain<UntagQueueRequest, UntagQueueResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public UntagQueue(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(UntagQueueRequest input) {
        return addresses.access("UntagQueue", input.queueUrl());
    }

    @Override
    public UntagQueueResponse call(UntagQueueRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        addresses.queues().changeTags(queue, tags -> {
            Map<String, String> left = new HashMap<>(tags);
            left.keySet().removeAll(Set.copyOf(input.tagKeys()));
            return left;
        });
        return UntagQueueResponse.builder().build();
    }
}
