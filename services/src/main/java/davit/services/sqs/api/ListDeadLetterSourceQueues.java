package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;

/** The operation of this name. */
public final class ListDeadLetterSourceQueues
        implements Operation.Plain<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public ListDeadLetterSourceQueues(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(ListDeadLetterSourceQueuesRequest input) {
        return addresses.access("ListDeadLetterSourceQueues", input.queueUrl());
    }

    @Override
    public ListDeadLetterSourceQueuesResponse call(ListDeadLetterSourceQueuesRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        List<String> names = addresses.queues().sourcesOf(queue).stream()
                .map(source -> source.name().name())
                .toList();
        Page page = Page.of(names, input.maxResults(), input.nextToken());
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(page.items().stream().map(addresses::url).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
