package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.model.FilterPattern;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.store.LogStore;
import davit.services.logs.store.StoredStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The operation of this name. */
public final class FilterLogEvents implements Operation.Plain<FilterLogEventsRequest, FilterLogEventsResponse> {
    private final LogStore store;

    /** Works on this store. */
    public FilterLogEvents(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(FilterLogEventsRequest input) {
        return List.of(Access.to(
                "logs:FilterLogEvents", Groups.arn(Groups.name(input.logGroupName(), input.logGroupIdentifier()))));
    }

    @Override
    public FilterLogEventsResponse call(FilterLogEventsRequest input) {
        String group = Groups.name(input.logGroupName(), input.logGroupIdentifier());
        FilterPattern pattern = new FilterPattern(Objects.requireNonNullElse(input.filterPattern(), ""));
        List<FilteredLogEvent> found =
                store.streams(group, Objects.requireNonNullElse(input.logStreamNamePrefix(), "")).stream()
                        .filter(stream -> !input.hasLogStreamNames()
                                || input.logStreamNames().contains(stream.name()))
                        .flatMap(stream -> store.events(group, stream.name()).stream()
                                .filter(event -> isInTime(event, input) && pattern.matches(event.message()))
                                .map(event -> shape(stream, event)))
                        .sorted(Comparator.comparing(FilteredLogEvent::timestamp))
                        .toList();
        Page<FilteredLogEvent> page =
                Page.of(found, input.nextToken(), Objects.requireNonNullElse(input.limit(), 10_000));
        return FilterLogEventsResponse.builder()
                .events(page.items())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    private static boolean isInTime(StoredEvent event, FilterLogEventsRequest input) {
        return (input.startTime() == null || event.timestamp() >= input.startTime())
                && (input.endTime() == null || event.timestamp() < input.endTime());
    }

    private static FilteredLogEvent shape(StoredStream stream, StoredEvent event) {
        return FilteredLogEvent.builder()
                .logStreamName(stream.name())
                .timestamp(event.timestamp())
                .ingestionTime(event.ingestion())
                .message(event.message())
                .eventId(event.id())
                .build();
    }
}
