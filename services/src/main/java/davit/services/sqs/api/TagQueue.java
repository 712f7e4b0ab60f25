package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;

/** The operation of this name. */
public final class TagQueue implements Operation.Plain<TagQueueRequest, TagQueueResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public TagQueue(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(TagQueueRequest input) {
        return addresses.access("TagQueue", input.queueUrl());
    }

    @Override
    public TagQueueResponse call(TagQueueRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        if (input.tags().isEmpty()) {
            throw SqsError.missing("Tags");
        }
        addresses.queues().changeTags(queue, tags -> Tags.with(tags, input.tags()));
        return TagQueueResponse.builder().build();
    }
}
