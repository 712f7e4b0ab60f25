package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.model.LogsError;
import davit.services.logs.model.PageLimit;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.model.TimeRange;
import davit.services.logs.store.LogStore;
import davit.services.logs.store.StoredStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** The operation of this name. */
public final class GetLogEvents implements Operation.Plain<GetLogEventsRequest, GetLogEventsResponse> {
    private static final int MOST = 10_000;

    private final LogStore store;

    /** Works on this store. */
    public GetLogEvents(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(GetLogEventsRequest input) {
        return List.of(Access.to(
                "logs:GetLogEvents", Groups.arn(Groups.name(input.logGroupName(), input.logGroupIdentifier()))));
    }

    @Override
    public GetLogEventsResponse call(GetLogEventsRequest input) {
        StoredStream stream =
                store.stream(Groups.name(input.logGroupName(), input.logGroupIdentifier()), input.logStreamName());
        TimeRange time = TimeRange.of(input.startTime(), input.endTime());
        PageLimit limit = new PageLimit(Math.clamp(Objects.requireNonNullElse(input.limit(), MOST), 1, MOST));
        String token = input.nextToken();
        boolean isForward = token == null ? Boolean.TRUE.equals(input.startFromHead()) : token.startsWith("f/");
        long position = token != null ? position(token) : isForward ? 0 : store.end(stream);
        List<StoredEvent> events =
                isForward ? forward(stream, position, time, limit) : store.backward(stream, position, time, limit);
        long behind = events.isEmpty() ? position : events.getLast().position() + 1;
        long before = events.isEmpty() ? position : events.getFirst().position();
        return GetLogEventsResponse.builder()
                .events(events.stream().map(GetLogEvents::shape).toList())
                .nextForwardToken("f/" + behind)
                .nextBackwardToken("b/" + before)
                .build();
    }

    private List<StoredEvent> forward(StoredStream stream, long from, TimeRange time, PageLimit limit) {
        List<StoredEvent> events = new ArrayList<>();
        store.forward(stream, from, time, event -> limit.takes(event) && events.add(event) && !limit.isFull());
        return events;
    }

    /** Where the next part begins, or the one before it ends. */
    private static long position(String token) {
        if (!token.matches("[fb]/\\d{1,18}")) {
            throw LogsError.INVALID_PARAMETER.with("The specified nextToken is invalid.");
        }
        return Long.parseLong(token.substring(2));
    }

    private static OutputLogEvent shape(StoredEvent event) {
        return OutputLogEvent.builder()
                .timestamp(event.timestamp())
                .ingestionTime(event.ingestion())
                .message(event.message())
                .build();
    }
}
