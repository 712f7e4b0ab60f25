package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** The operation of this name. */
public final class ListQueues implements Operation.Plain<ListQueuesRequest, ListQueuesResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public ListQueues(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(ListQueuesRequest input) {
        return List.of(Access.toAny("sqs:ListQueues"));
    }

    @Override
    public ListQueuesResponse call(ListQueuesRequest input) {
        String prefix = Objects.requireNonNullElse(input.queueNamePrefix(), "");
        List<String> names = addresses.queues().in(RequestContext.current().region()).stream()
                .map(queue -> queue.name().name())
                .filter(name -> name.startsWith(prefix))
                .toList();
        Page page = Page.of(names, input.maxResults(), input.nextToken());
        return ListQueuesResponse.builder()
                .queueUrls(page.items().stream().map(addresses::url).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
