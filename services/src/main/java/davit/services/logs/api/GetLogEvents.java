package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.model.LogsError;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.store.LogStore;
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
        String group = Groups.name(input.logGroupName(), input.logGroupIdentifier());
        List<StoredEvent> all = store.events(group, input.logStreamName()).stream()
                .filter(event -> input.startTime() == null || event.timestamp() >= input.startTime())
                .filter(event -> input.endTime() == null || event.timestamp() < input.endTime())
                .toList();
        int limit = Math.clamp(Objects.requireNonNullElse(input.limit(), MOST), 1, MOST);
        int start = start(input, all.size(), limit);
        int end = Math.min(all.size(), start + limit);
        if (input.nextToken() != null && input.nextToken().startsWith("b/")) {
            end = Math.min(all.size(), position(input.nextToken()));
        }
        return GetLogEventsResponse.builder()
                .events(all.subList(start, end).stream()
                        .map(GetLogEvents::shape)
                        .toList())
                .nextForwardToken("f/" + end)
                .nextBackwardToken("b/" + start)
                .build();
    }

    private static int start(GetLogEventsRequest input, int size, int limit) {
        String token = input.nextToken();
        if (token == null) {
            return Boolean.TRUE.equals(input.startFromHead()) ? 0 : Math.max(0, size - limit);
        }
        int position = Math.min(size, position(token));
        return token.startsWith("f/") ? position : Math.max(0, position - limit);
    }

    private static int position(String token) {
        if (!token.matches("[fb]/\\d{1,9}")) {
            throw LogsError.INVALID_PARAMETER.with("The specified nextToken is invalid.");
        }
        return Integer.parseInt(token.substring(2));
    }

    private static OutputLogEvent shape(StoredEvent event) {
        return OutputLogEvent.builder()
                .timestamp(event.timestamp())
                .ingestionTime(event.ingestion())
                .message(event.message())
                .build();
    }
}
