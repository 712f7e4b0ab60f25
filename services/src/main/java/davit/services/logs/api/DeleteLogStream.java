package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.store.LogStore;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;

/** The operation of this name. */
public final class DeleteLogStream implements Operation.Plain<DeleteLogStreamRequest, DeleteLogStreamResponse> {
    private final LogStore store;

    /** Works on this store. */
    public DeleteLogStream(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(DeleteLogStreamRequest input) {
        return List.of(Access.to("logs:DeleteLogStream", Groups.arn(input.logGroupName())));
    }

    @Override
    public DeleteLogStreamResponse call(DeleteLogStreamRequest input) {
        store.deleteStream(input.logGroupName(), input.logStreamName());
        return DeleteLogStreamResponse.builder().build();
    }
}
