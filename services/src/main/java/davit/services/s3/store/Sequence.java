package davit.services.s3.store;

import davit.base.storage.Key;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Numbers that only grow, through restarts and when the clock goes back: microseconds, or one more than the last.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class Sequence {
    private static final Key PLACE = Key.of("last");

    private record Last(long value) {}

    private final Records records;
    private final Table<Last> table;
    private final Time time;

    Sequence(Records records, Time time) {
        this.records = records;
        this.table = records.table("s3_sequence", Last.class);
        this.time = time;
    }

    /** The next number in hexadecimal digits of fixed length; within a transaction it becomes valid with it. */
    String next() {
        return records.atomically(() -> {
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, time.now());
            long last = table.find(PLACE).map(Last::value).orElse(0L);
            long next = Math.max(now, last + 1);
            table.put(PLACE, new Last(next));
            return "%016X".formatted(next);
        });
    }
}
