package davit.services.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.operation.ServiceException;
import davit.aws.port.LogSink.LogEvent;
import davit.base.storage.SqliteRecords;
import davit.services.logs.model.FilterPattern;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.store.LogStore;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        return store.events(GROUP, STREAM).stream().map(StoredEvent::message).toList();
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
