package davit.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import davit.cli.cost.UsedDay.Usage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {
    private static final long MB_MILLIS_PER_GB_SECOND = 1024 * 1000;

    private static UsedDay day(String day, String architecture, long requests, long gbSeconds) {
        Usage usage = new Usage(requests, 0, gbSeconds * MB_MILLIS_PER_GB_SECOND, 0, 0, 0);
        return new UsedDay(LocalDate.parse(day), "f", architecture, usage);
    }

    /** AWS's own example 1: 3 million requests, 120 ms at 1,536 MB: 540,000 GB-seconds; 2.73 USD on x86. */
    @Test
    void asksWhatAwsAsksInItsExample() {
        List<UsedDay> days = List.of(day("2026-10-31", "X86_64", 3_000_000, 540_000));

        double dollars = Bill.lines(days, UsedDay::function).getFirst().dollars() - Bill.free(days);

        assertThat(dollars).isEqualTo(2.73, within(0.01));
    }

    @Test
    void givesTheFreeTierToEachMonth() {
        List<UsedDay> days =
                List.of(day("2026-10-31", "X86_64", 1_000_000, 400_000), day("2026-11-01", "ARM64", 5, 400_000));

        assertThat(Bill.free(days))
                .isEqualTo(Bill.lines(days, UsedDay::function).getFirst().dollars(), within(1e-9));
    }

    @Test
    void addsWhatWasKeptReady() {
        Usage ready = new Usage(0, 0, 0, 0, 0, 3_600 * MB_MILLIS_PER_GB_SECOND);
        List<UsedDay> days = List.of(new UsedDay(LocalDate.parse("2026-11-24"), "f", "X86_64", ready));

        assertThat(Bill.lines(days, UsedDay::function).getFirst().dollars()).isEqualTo(0.015, within(1e-5));
        assertThat(Bill.free(days)).isZero();
    }
}
