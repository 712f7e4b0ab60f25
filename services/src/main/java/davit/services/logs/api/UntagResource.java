package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.store.LogStore;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** The operation of this name. */
public final class UntagResource implements Operation.Plain<UntagResourceRequest, UntagResourceResponse> {
    private final LogStore store;

    /** Works on this store. */
    public UntagResource(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(UntagResourceRequest input) {
        return List.of(Access.to("logs:UntagResource", Groups.arn(Groups.name(input.resourceArn()))));
    }

    @Override
    public UntagResourceResponse call(UntagResourceRequest input) {
        store.updateGroup(Groups.name(input.resourceArn()), group -> {
            SortedMap<String, String> tags = new TreeMap<>(group.tags());
            tags.keySet().removeAll(input.tagKeys());
            return group.withTags(tags);
        });
        return UntagResourceResponse.builder().build();
    }
}
