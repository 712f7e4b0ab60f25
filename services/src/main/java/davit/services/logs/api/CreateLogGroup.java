package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.model.LogsError;
import davit.services.logs.store.LogStore;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;

/** The operation of this name. */
public final class CreateLogGroup implements Operation.Plain<CreateLogGroupRequest, CreateLogGroupResponse> {
    private final LogStore store;

    /** Works on this store. */
    public CreateLogGroup(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(CreateLogGroupRequest input) {
        return List.of(Access.to("logs:CreateLogGroup", Groups.arn(input.logGroupName())));
    }

    @Override
    public CreateLogGroupResponse call(CreateLogGroupRequest input) {
        Groups.checkName(input.logGroupName());
        if (!store.createGroup(input.logGroupName(), input.tags())) {
            throw LogsError.ALREADY_EXISTS.with("The specified log group already exists");
        }
        return CreateLogGroupResponse.builder().build();
    }
}
