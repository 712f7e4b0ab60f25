package davit.services.sqs.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver asks for.
 *
 * @param most how many messages at most
 * @param visibility how long they are kept from others, if not as long as the queue says
 * @param patience how long to wait for the first
 * @param attempt the name of the attempt, by which a FIFO queue gives the same messages again
 */
public record Wanted(
        int most,
        @Nullable Duration visibility,
        Duration patience,
        @Nullable String attempt) {}
