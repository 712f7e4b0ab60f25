package davit.functions.usage;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.StorageException;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.functions.model.Architecture;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what functions use, by day (of UTC), function and architecture. It is written down once a second, so that no
 * invocation waits for the disk: a crash loses the last second.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class UsageMeter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageMeter.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What a function used on a day. */
    public record Day(LocalDate day, String function, Architecture architecture, Usage usage) {}

    private static final long SECONDS_PER_DAY = 86_400;

    /** Whose usage is counted together; cheap, as every invocation needs one. */
    private record Counter(long epochDay, String function, Architecture architecture) {
        Key key() {
            return Key.of(LocalDate.ofEpochDay(epochDay).toString(), function, architecture.name());
        }
    }

    private final Records records;
    private final Table<Usage> table;
    private final Time time;
    private final Thread writer;

    @GuardedBy("this")
    private Map<Counter, Usage> counted = new HashMap<>();

    /** Keeps what it counts in {@code records}. */
    public UsageMeter(Records records, Time time) {
        this.records = records;
        this.table = records.table("lambda_usage", Usage.class);
        this.time = time;
        this.writer = Thread.ofVirtual().name("usage-meter").start(this::writeUntilInterrupted);
    }

    /** Counts an invocation. */
    public void countInvocation(
            FunctionId function, FunctionSettings settings, long billedMillis, boolean isProvisioned) {
        count(function, settings, Usage.invocation(settings, billedMillis, isProvisioned));
    }

    /** Counts environments that were kept ready for some time. */
    public void countKeptReady(FunctionId function, FunctionSettings settings, int environments, Duration period) {
        count(function, settings, Usage.keptReady(settings, environments, period.toMillis()));
    }

    private synchronized void count(FunctionId function, FunctionSettings settings, Usage usage) {
        long day = Math.floorDiv(time.now().getEpochSecond(), SECONDS_PER_DAY);
        counted.merge(new Counter(day, function.name(), settings.architecture()), usage, Usage::plus);
    }

    /** What was used so far, the oldest day first. */
    public List<Day> read() {
        write();
        return table.scan(KeyRange.ALL, Integer.MAX_VALUE).stream()
                .map(entry -> new Day(
                        LocalDate.parse(entry.key().part(0)),
                        entry.key().part(1),
                        Architecture.valueOf(entry.key().last()),
                        entry.value()))
                .toList();
    }

    private void writeUntilInterrupted() {
        try {
            while (true) {
                time.pause(PAUSE);
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        Map<Counter, Usage> taken = take();
        if (taken.isEmpty()) {
            return;
        }
        try {
            records.atomically(() -> taken.forEach((counter, usage) -> add(counter.key(), usage)));
        } catch (StorageException e) {
            LOG.error("write down what functions used; it is tried again", e);
            putBack(taken);
        }
    }

    private void add(Key key, Usage usage) {
        table.put(key, table.find(key).orElse(Usage.NONE).plus(usage));
    }

    private synchronized Map<Counter, Usage> take() {
        Map<Counter, Usage> taken = counted;
        counted = new HashMap<>();
        return taken;
    }

    private synchronized void putBack(Map<Counter, Usage> taken) {
        taken.forEach((key, usage) -> counted.merge(key, usage, Usage::plus));
    }

    /** Writes down what was counted. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }
}
