package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.store.LogStore;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;

/** The operation of this name. */
public final class TagResource implements Operation.Plain<TagResourceRequest, TagResourceResponse> {
    private final LogStore store;

    /** Works on this store. */
    public TagResource(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(TagResourceRequest input) {
        return List.of(Access.to("logs:TagResource", Groups.arn(Groups.name(input.resourceArn()))));
    }

    @Override
    public TagResourceResponse call(TagResourceRequest input) {
        store.updateGroup(Groups.name(input.resourceArn()), group -> {
            SortedMap<String, String> tags = new TreeMap<>(group.tags());
            tags.putAll(input.tags());
            return group.withTags(tags);
        });
        return TagResourceResponse.builder().build();
    }
}
