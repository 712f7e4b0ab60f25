package davit.services.logs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.logs.model.PageLimit;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.model.TimeRange;
import davit.services.logs.store.LogStore;
import davit.services.logs.store.StoredStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/** The operation of this name. */
public final class DescribeLogStreams
        implements Operation.Plain<DescribeLogStreamsRequest, DescribeLogStreamsResponse> {
    private final LogStore store;

    /** Works on this store. */
    public DescribeLogStreams(LogStore store) {
        this.store = store;
    }

    @Override
    public List<Access> access(DescribeLogStreamsRequest input) {
        return List.of(Access.to(
                "logs:DescribeLogStreams", Groups.arn(Groups.name(input.logGroupName(), input.logGroupIdentifier()))));
    }

    @Override
    public DescribeLogStreamsResponse call(DescribeLogStreamsRequest input) {
        String group = Groups.name(input.logGroupName(), input.logGroupIdentifier());
        List<LogStream> streams =
                store.streams(group, Objects.requireNonNullElse(input.logStreamNamePrefix(), "")).stream()
                        .map(this::shape)
                        .sorted(order(input.orderByAsString(), Boolean.TRUE.equals(input.descending())))
                        .toList();
        Page<LogStream> page = Page.of(streams, input.nextToken(), Objects.requireNonNullElse(input.limit(), 50));
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    private static Comparator<LogStream> order(@Nullable String by, boolean isDescending) {
        Comparator<LogStream> order = "LastEventTime".equals(by)
                ? Comparator.comparing(
                        LogStream::lastEventTimestamp, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
                : Comparator.comparing(LogStream::logStreamName);
        return isDescending ? order.reversed() : order;
    }

    private LogStream shape(StoredStream stream) {
        LogStream.Builder shape = LogStream.builder()
                .logStreamName(stream.name())
                .creationTime(stream.created())
                .arn(Groups.arn(stream.group()) + ":log-stream:" + stream.name());
        store.forward(stream, 0, TimeRange.ALL, first -> {
            shape.firstEventTimestamp(first.timestamp());
            return false;
        });
        for (StoredEvent last : store.backward(stream, Long.MAX_VALUE, TimeRange.ALL, new PageLimit(1))) {
            shape.lastEventTimestamp(last.timestamp()).lastIngestionTime(last.ingestion());
        }
        return shape.build();
    }
}
