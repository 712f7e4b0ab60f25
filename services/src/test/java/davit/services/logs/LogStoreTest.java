package davit.services.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.operation.ServiceException;
import davit.aws.port.LogSink.LogEvent;
import davit.base.storage.SqliteRecords;
import davit.services.logs.api.FilterLogEvents;
import davit.services.logs.api.GetLogEvents;
import davit.services.logs.model.FilterPattern;
import davit.services.logs.model.PageLimit;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.model.TimeRange;
import davit.services.logs.store.LogStore;
import davit.services.logs.store.StoredStream;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

class LogStoreTest {
    private static final String GROUP = "/aws/lambda/f";
    private static final String STREAM = "2026/01/01/[$LATEST]0123";

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private SqliteRecords records;
    private LogStore store;

    @BeforeEach
    void open() throws IOException {
        records = new SqliteRecords(folder.resolve("davit.db"));
        store = new LogStore(records, folder.resolve("events"), time);
    }

    @AfterEach
    void close() {
        records.close();
    }

    private void say(String... messages) {
        store.appendMaking(
                GROUP,
                STREAM,
                Stream.of(messages)
                        .map(message -> new LogEvent(time.now(), message))
                        .toList());
    }

    private List<String> messages() {
        return messagesFrom(0);
    }

    private List<String> messagesFrom(long position) {
        List<String> messages = new ArrayList<>();
        store.forward(store.stream(GROUP, STREAM), position, TimeRange.ALL, event -> messages.add(event.message()));
        return messages;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("events"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void keepsTheOrderAndTheTextOfEvents() throws IOException {
        say("START", "a line with \t tabs, \"quotes\" and ü");
        say("END");
        records.close();
        open();
        assertThat(messages()).containsExactly("START", "a line with \t tabs, \"quotes\" and ü", "END");
    }

    @Test
    void passesOverALineThatACrashCutOff() throws IOException {
        say("START");
        try (Stream<Path> files = Files.list(folder.resolve("events"))) {
            Files.writeString(files.findFirst().orElseThrow(), "[17, 17, \"hal", StandardOpenOption.APPEND);
        }
        assertThat(messages()).containsExactly("START");

        records.close();
        open();
        say("END");
        assertThat(messages()).containsExactly("START", "END");
    }

    @Test
    void forgetsWhatIsOlderThanTheRetention() {
        say("old");
        store.updateGroup(GROUP, group -> group.withRetention(1));
        time.advance(Duration.ofDays(1).plusMillis(1));
        say("new");
        assertThat(messages()).containsExactly("new");
    }

    @Test
    void positionsStayTheSameWhenOlderEventsAreGivenUp() throws IOException {
        String mebibyte = "x".repeat(1 << 20);
        long last = 0;
        for (int i = 0; i < 70; i++) {
            last = i == 69 ? store.end(store.stream(GROUP, STREAM)) : 0;
            say(i + mebibyte);
        }
        assertThat(files()).hasSize(2);
        assertThat(messagesFrom(last)).singleElement().asString().startsWith("69x");

        records.close();
        open();
        assertThat(messagesFrom(last)).singleElement().asString().startsWith("69x");
        List<StoredEvent> before = store.backward(store.stream(GROUP, STREAM), last, TimeRange.ALL, new PageLimit(2));
        assertThat(before).extracting(event -> event.message().substring(0, 3)).containsExactly("68x");
    }

    @Test
    void findsEventsByTimeThatCameOutOfOrder() {
        for (long timestamp : new long[] {5_000, 1_000, 3_000}) {
            store.appendMaking(
                    GROUP, STREAM, List.of(new LogEvent(Instant.ofEpochMilli(timestamp), "at " + timestamp)));
        }
        StoredStream stream = store.stream(GROUP, STREAM);
        assertThat(store.backward(stream, Long.MAX_VALUE, new TimeRange(1_000, 5_000), new PageLimit(10)))
                .extracting(StoredEvent::message)
                .containsExactly("at 1000", "at 3000");
        assertThat(store.backward(stream, Long.MAX_VALUE, TimeRange.ALL, new PageLimit(1)))
                .extracting(StoredEvent::message)
                .containsExactly("at 3000");
    }

    @Test
    void removesExpiredEventsFromTheDisk() throws IOException {
        say("old ".repeat(1_000));
        long end = store.end(store.stream(GROUP, STREAM));
        assertThat(store.expire()).isZero();
        store.updateGroup(GROUP, group -> group.withRetention(1));
        time.advance(Duration.ofDays(1).plusMillis(1));

        assertThat(store.expire()).isOne();
        assertThat(Files.size(files().getFirst())).isLessThan(100);
        assertThat(store.expire()).isZero();
        say("new");
        assertThat(messagesFrom(end)).containsExactly("new");
        records.close();
        open();
        assertThat(messagesFrom(end)).containsExactly("new");
    }

    @Test
    void readsOnWhereACrashCutOffTheFirstLineOfAFile() throws IOException {
        String mebibyte = "x".repeat(1 << 20);
        for (int i = 0; i < 32; i++) {
            say(i + mebibyte);
        }
        long end = store.end(store.stream(GROUP, STREAM));
        assertThat(files()).singleElement().asString().endsWith(".older");
        String older = files().getFirst().toString();
        Files.writeString(Path.of(older.substring(0, older.length() - ".older".length())), "{\"beg");

        for (int round = 0; round < 2; round++) {
            records.close();
            open();
            say("round " + round);
        }
        assertThat(messagesFrom(end)).containsExactly("round 0", "round 1");
    }

    @Test
    void makesTheRecordAgainOfAStreamThatWasReadWhileItWasDeleted() {
        say("START");
        StoredStream stream = store.stream(GROUP, STREAM);
        store.deleteStream(GROUP, STREAM);
        assertThat(store.end(stream)).isZero();
        say("END");
        assertThat(messages()).containsExactly("END");
    }

    @Test
    void knowsNoMoreFilesThanItNeedsAndLosesNothing() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 300; i++) {
                store.appendMaking(GROUP, "stream-" + i, List.of(new LogEvent(time.now(), "round " + round)));
            }
        }
        for (StoredStream stream : store.streams(GROUP, "")) {
            assertThat(store.backward(stream, Long.MAX_VALUE, TimeRange.ALL, new PageLimit(9)))
                    .extracting(StoredEvent::message)
                    .containsExactly("round 0", "round 1");
        }
    }

    @Test
    void pagesOfSeveralStreamsHaveEachEventOnceByTime() {
        for (int i = 0; i < 10; i++) {
            String stream = "stream-" + i % 3;
            store.appendMaking(GROUP, stream, List.of(new LogEvent(Instant.ofEpochMilli(i / 2), "event " + i)));
        }
        FilterLogEvents operation = new FilterLogEvents(store);
        List<FilteredLogEvent> found = new ArrayList<>();
        String token = null;
        do {
            FilterLogEventsResponse page = operation.call(FilterLogEventsRequest.builder()
                    .logGroupName(GROUP)
                    .limit(3)
                    .nextToken(token)
                    .build());
            found.addAll(page.events());
            token = page.nextToken();
        } while (token != null);

        assertThat(found).extracting(FilteredLogEvent::timestamp).isSorted();
        assertThat(found)
                .extracting(FilteredLogEvent::message)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "event " + i).toList());
    }

    @Test
    void goesThroughAStreamInBothDirectionsByTokens() {
        say("1", "2", "3", "4", "5");
        GetLogEvents operation = new GetLogEvents(store);
        GetLogEventsRequest.Builder request = GetLogEventsRequest.builder()
                .logGroupName(GROUP)
                .logStreamName(STREAM)
                .limit(2);
        GetLogEventsResponse last = operation.call(request.build());
        assertThat(last.events()).extracting(OutputLogEvent::message).containsExactly("4", "5");
        GetLogEventsResponse before =
                operation.call(request.nextToken(last.nextBackwardToken()).build());
        assertThat(before.events()).extracting(OutputLogEvent::message).containsExactly("2", "3");
        assertThat(operation
                        .call(request.nextToken(before.nextForwardToken()).build())
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("4", "5");
        GetLogEventsResponse end =
                operation.call(request.nextToken(last.nextForwardToken()).build());
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(last.nextForwardToken());
        say("6");
        assertThat(operation
                        .call(request.nextToken(end.nextForwardToken()).build())
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("6");
    }

    @Test
    void pagesEndAtAMebibyteOfMessagesInEveryDirection() {
        String large = "x".repeat(400_000);
        String huge = "x".repeat(PageLimit.MAX_BYTES + 1);
        say("1" + large, "2" + large, "3" + large, "4", "5" + huge, "6");

        assertThat(pagesByToken(true)).containsExactly("12", "34", "5", "6");
        assertThat(pagesByToken(false)).containsExactly("6", "5", "234", "1");
        assertThat(filteredPages()).containsExactly("12", "34", "5", "6");
    }

    /** The first letters of the events of each page. */
    private List<String> pagesByToken(boolean isForward) {
        GetLogEvents operation = new GetLogEvents(store);
        GetLogEventsRequest.Builder request = GetLogEventsRequest.builder()
                .logGroupName(GROUP)
                .logStreamName(STREAM)
                .startFromHead(isForward);
        List<String> pages = new ArrayList<>();
        GetLogEventsResponse page = operation.call(request.build());
        while (page.hasEvents() && !page.events().isEmpty()) {
            pages.add(firstLetters(page.events().stream().map(OutputLogEvent::message)));
            String token = isForward ? page.nextForwardToken() : page.nextBackwardToken();
            page = operation.call(request.nextToken(token).build());
        }
        return pages;
    }

    private List<String> filteredPages() {
        FilterLogEvents operation = new FilterLogEvents(store);
        List<String> pages = new ArrayList<>();
        String token = null;
        do {
            FilterLogEventsResponse page = operation.call(FilterLogEventsRequest.builder()
                    .logGroupName(GROUP)
                    .nextToken(token)
                    .build());
            pages.add(firstLetters(page.events().stream().map(FilteredLogEvent::message)));
            token = page.nextToken();
        } while (token != null);
        return pages;
    }

    private static String firstLetters(Stream<String> messages) {
        return messages.map(message -> message.substring(0, 1)).collect(Collectors.joining());
    }

    @Test
    void deletesAGroupWithItsFiles() throws IOException {
        say("START");
        store.deleteGroup(GROUP);
        try (Stream<Path> files = Files.list(folder.resolve("events"))) {
            assertThat(files).isEmpty();
        }
        assertThatThrownBy(() -> store.streams(GROUP, ""))
                .isInstanceOf(ServiceException.class)
                .hasMessage("The specified log group does not exist.");
    }

    @Test
    void filtersByWords() {
        FilterPattern pattern = new FilterPattern("ERROR -retry ?\"disk full\" ?timeout");
        assertThat(pattern.matches("ERROR: disk full")).isTrue();
        assertThat(pattern.matches("ERROR: timeout")).isTrue();
        assertThat(pattern.matches("ERROR: timeout, retry")).isFalse();
        assertThat(pattern.matches("ERROR: disk nearly full")).isFalse();
        assertThat(pattern.matches("disk full")).isFalse();
    }
}
