package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.model.FilterPattern;
import davit.services.logs.model.PageLimit;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.model.TimeRange;
import davit.services.logs.store.LogStore;
import davit.services.logs.store.StoredStream;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The operation of this name. */
public final class FilterLogEvents implements Operation.Plain<FilterLogEventsRequest, FilterLogEventsResponse> {
    private static final int MOST = 10_000;

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
        PageLimit limit = new PageLimit(Math.clamp(Objects.requireNonNullElse(input.limit(), MOST), 1, MOST));
        FoundEvents found = FoundEvents.after(input.nextToken(), limit);
        TimeRange time = TimeRange.of(input.startTime(), input.endTime()).since(found.earliest());
        for (StoredStream stream : store.streams(group, Objects.requireNonNullElse(input.logStreamNamePrefix(), ""))) {
            if (!input.hasLogStreamNames() || input.logStreamNames().contains(stream.name())) {
                store.forward(stream, 0, time, event -> {
                    if (pattern.matches(event.message())) {
                        found.add(stream, event);
                    }
                    return true;
                });
            }
        }
        return FilterLogEventsResponse.builder()
                .events(found.page().stream()
                        .map(each -> shape(each.stream(), each.event()))
                        .toList())
                .nextToken(found.nextToken().orElse(null))
                .build();
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
