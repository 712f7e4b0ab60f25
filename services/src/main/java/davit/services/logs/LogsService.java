package davit.services.logs;

import davit.aws.AwsService;
import davit.aws.AwsService.Protocol;
import davit.aws.port.LogSink;
import davit.base.storage.Records;
import davit.base.time.Time;
import davit.services.logs.api.CreateLogGroup;
import davit.services.logs.api.CreateLogStream;
import davit.services.logs.api.DeleteLogGroup;
import davit.services.logs.api.DeleteLogStream;
import davit.services.logs.api.DeleteRetentionPolicy;
import davit.services.logs.api.DescribeLogGroups;
import davit.services.logs.api.DescribeLogStreams;
import davit.services.logs.api.FilterLogEvents;
import davit.services.logs.api.GetLogEvents;
import davit.services.logs.api.ListTagsForResource;
import davit.services.logs.api.PutLogEvents;
import davit.services.logs.api.PutRetentionPolicy;
import davit.services.logs.api.TagResource;
import davit.services.logs.api.UntagResource;
import davit.services.logs.store.LogStore;
import davit.services.logs.work.Expiry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** The door of CloudWatch Logs: its operations, and the sink that functions write to. */
public final class LogsService implements AutoCloseable {
    private final LogStore store;
    private final Expiry expiry;

    /** Opens the service with its events in {@code folder}. */
    public LogsService(Records records, Path folder, Time time) throws IOException {
        this.store = new LogStore(records, folder, time);
        this.expiry = new Expiry(store, time);
    }

    /** Begins to remove events that are past their group's retention. */
    public void start() {
        expiry.start();
    }

    @Override
    public void close() {
        expiry.close();
    }

    /** The operations, for the protocol layer. */
    public AwsService operations() {
        return new AwsService(
                "logs",
                Protocol.AWS_JSON_1_1,
                CloudWatchLogsClient.class,
                List.of(
                        new CreateLogGroup(store),
                        new CreateLogStream(store),
                        new DeleteLogGroup(store),
                        new DeleteLogStream(store),
                        new DeleteRetentionPolicy(store),
                        new DescribeLogGroups(store),
                        new DescribeLogStreams(store),
                        new FilterLogEvents(store),
                        new GetLogEvents(store),
                        new ListTagsForResource(store),
                        new PutLogEvents(store),
                        new PutRetentionPolicy(store),
                        new TagResource(store),
                        new UntagResource(store)));
    }

    /** Where functions write what they say. */
    public LogSink sink() {
        return store::appendMaking;
    }
}
