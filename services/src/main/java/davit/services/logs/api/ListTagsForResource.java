package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.store.LogStore;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;

/** The operation of this name. */
public final class ListTagsForResource
        implements Operation.Plain<ListTagsForResourceRequest, ListTagsForResourceResponse> {
    private final LogStore store;

    /** Works on this store. */
    public ListTagsForResource(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(ListTagsForResourceRequest input) {
        return List.of(Access.to("logs:ListTagsForResource", Groups.arn(Groups.name(input.resourceArn()))));
    }

    @Override
    public ListTagsForResourceResponse call(ListTagsForResourceRequest input) {
        return ListTagsForResourceResponse.builder()
                .tags(store.group(Groups.name(input.resourceArn())).tags())
                .build();
    }
}
