package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.port.LogSink.LogEvent;
import davit.services.logs.model.LogsError;
import davit.services.logs.store.LogStore;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** The operation of this name. */
public final class PutLogEvents implements Operation.Plain<PutLogEventsRequest, PutLogEventsResponse> {
    private final LogStore store;

    /** Works on this store. */
    public PutLogEvents(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(PutLogEventsRequest input) {
        return List.of(Access.to("logs:PutLogEvents", Groups.arn(input.logGroupName())));
    }

    @Override
    public PutLogEventsResponse call(PutLogEventsRequest input) {
        long previous = Long.MIN_VALUE;
        for (InputLogEvent event : input.logEvents()) {
            if (event.timestamp() < previous) {
                throw LogsError.INVALID_PARAMETER.with(
                        "Log events in a single PutLogEvents request must be in chronological order.");
            }
            previous = event.timestamp();
        }
        store.append(
                input.logGroupName(),
                input.logStreamName(),
                input.logEvents().stream()
                        .map(event -> new LogEvent(Instant.ofEpochMilli(event.timestamp()), event.message()))
                        .toList());
        return PutLogEventsResponse.builder().nextSequenceToken("0").build();
    }
}
