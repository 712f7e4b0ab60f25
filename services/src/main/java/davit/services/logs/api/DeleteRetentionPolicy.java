package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.store.LogStore;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;

/** The operation of this name. */
public final class DeleteRetentionPolicy
        implements Operation.Plain<DeleteRetentionPolicyRequest, DeleteRetentionPolicyResponse> {
    private final LogStore store;

    /** Works on this store. */
    public DeleteRetentionPolicy(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(DeleteRetentionPolicyRequest input) {
        return List.of(Access.to("logs:DeleteRetentionPolicy", Groups.arn(input.logGroupName())));
    }

    @Override
    public DeleteRetentionPolicyResponse call(DeleteRetentionPolicyRequest input) {
        store.updateGroup(input.logGroupName(), group -> group.withRetention(null));
        return DeleteRetentionPolicyResponse.builder().build();
    }
}
