package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.work.Queues;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;

/** The operation of this name. */
public final class ListQueueTags implements Operation.Plain<ListQueueTagsRequest, ListQueueTagsResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public ListQueueTags(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(ListQueueTagsRequest input) {
        return addresses.access("ListQueueTags", input.queueUrl());
    }

    @Override
    public ListQueueTagsResponse call(ListQueueTagsRequest input) {
        return ListQueueTagsResponse.builder()
                .tags(addresses.queue(input.queueUrl()).stored().tags())
                .build();
    }
}
