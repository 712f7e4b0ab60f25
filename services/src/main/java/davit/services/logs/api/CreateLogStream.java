package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.model.LogsError;
import davit.services.logs.store.LogStore;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;

/** The operation of this name. */
public final class CreateLogStream implements Operation.Plain<CreateLogStreamRequest, CreateLogStreamResponse> {
    private final LogStore store;

    /** Works on this store. */
    public CreateLogStream(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(CreateLogStreamRequest input) {
        return List.of(Access.to("logs:CreateLogStream", Groups.arn(input.logGroupName())));
    }

    @Override
    public CreateLogStreamResponse call(CreateLogStreamRequest input) {
        if (!input.logStreamName().matches("[^:*]{1,512}")) {
            throw LogsError.INVALID_PARAMETER.with("1 validation error detected: Value '" + input.logStreamName()
                    + "' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [^:*]*");
        }
        if (!store.createStream(input.logGroupName(), input.logStreamName())) {
            throw LogsError.ALREADY_EXISTS.with("The specified log stream already exists");
        }
        return CreateLogStreamResponse.builder().build();
    }
}
