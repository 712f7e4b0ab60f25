package davit.cli;

import davit.base.time.SystemTime;
import davit.base.time.Time;
import davit.cli.endpoint.Clients;
import davit.cli.endpoint.EndpointOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** {@code davit logs}: prints what a function wrote. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Prints what a function wrote.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Parameters(paramLabel = "NAME", description = "the function's name")
    private String name = "";

    @Option(names = "--follow", description = "goes on until it is interrupted")
    private boolean follow;

    @Option(
            names = "--since",
            paramLabel = "10m",
            defaultValue = "10m",
            converter = Age.class,
            description = "how far to look back: 30s, 10m, 2h, 1d (default: ${DEFAULT-VALUE})")
    private Duration since = Duration.ZERO;

    private final Time time = new SystemTime();
    private final Set<String> printedAtNewest = new HashSet<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (CloudWatchLogsClient logs = Clients.logs(options.find())) {
            Instant from = print(logs, time.now().minus(since));
            while (follow) {
                time.pause(BETWEEN_LOOKS);
                from = print(logs, from);
            }
            return 0;
        } catch (ResourceNotFoundException e) {
            throw new IOException("there is no function " + name + " that has written anything", e);
        }
    }

    /** Prints the events from {@code from} on; returns the time of the newest one, to go on from. */
    private Instant print(CloudWatchLogsClient logs, Instant from) {
        Instant newest = from;
        FilterLogEventsRequest request = FilterLogEventsRequest.builder()
                .logGroupName("/aws/lambda/" + name)
                .startTime(from.toEpochMilli())
                .build();
        for (FilteredLogEvent event : logs.filterLogEventsPaginator(request).events()) {
            Instant timestamp = Instant.ofEpochMilli(event.timestamp());
            if (timestamp.isAfter(newest)) {
                newest = timestamp;
                printedAtNewest.clear();
            }
            if (printedAtNewest.add(event.eventId())) {
                System.out.println(timestamp + " " + shown(event.message()));
            }
        }
        return newest;
    }

    /** Runtimes keep the lines of one record together by carriage returns. */
    static String shown(String message) {
        return message.stripTrailing().replace('\r', '\n');
    }

    /** Reads {@code 30s}, {@code 10m}, {@code 2h}, {@code 1d}. */
    static final class Age implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("\\d{1,9}[smhd]")) {
                throw new TypeConversionException("'" + text + "' is not like 30s, 10m, 2h or 1d");
            }
            return text.endsWith("d")
                    ? Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)))
                    : Duration.parse("PT" + text);
        }
    }
}
