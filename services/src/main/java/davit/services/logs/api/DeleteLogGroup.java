package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.store.LogStore;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;

/** The operation of this name. */
public final class DeleteLogGroup implements Operation.Plain<DeleteLogGroupRequest, DeleteLogGroupResponse> {
    private final LogStore store;

    /** Works on this store. */
    public DeleteLogGroup(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(DeleteLogGroupRequest input) {
        return List.of(Access.to("logs:DeleteLogGroup", Groups.arn(input.logGroupName())));
    }

    @Override
    public DeleteLogGroupResponse call(DeleteLogGroupRequest input) {
        store.deleteGroup(input.logGroupName());
        return DeleteLogGroupResponse.builder().build();
    }
}
