package davit.cli.cost;

import java.time.LocalDate;

/**
 * What a function used on a day, as {@code /_davit/usage} tells it: memory and disk in megabytes times milliseconds.
 *
 * @param day of UTC
 * @param function its name
 * @param architecture {@code X86_64} or {@code ARM64}
 * @param usage what it used
 */
public record UsedDay(LocalDate day, String function, String architecture, Usage usage) {
    /** See {@code davit.functions.usage.Usage}. */
    public record Usage(
            long requests, long billedMillis, long memory, long provisionedMemory, long scratch, long keptReady) {}

    boolean isArm() {
        return architecture.equals("ARM64");
    }
}
