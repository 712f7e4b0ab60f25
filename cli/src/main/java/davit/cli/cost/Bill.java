package davit.cli.cost;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What functions would have cost on AWS. */
public final class Bill {
    private static final double MB_MILLIS_PER_GB_SECOND = 1024.0 * 1000;

    private Bill() {}

    /**
     * A line of a bill.
     *
     * @param what a month, a day or a function
     * @param requests how many invocations
     * @param gbSeconds memory times billed duration of all invocations
     * @param scratchGbSeconds {@code /tmp} beyond 512 MB times billed duration
     * @param readyGbSeconds memory times time of environments that were kept ready
     * @param dollars what that costs, before the free tier
     */
    public record Line(
            String what,
            long requests,
            double gbSeconds,
            double scratchGbSeconds,
            double readyGbSeconds,
            double dollars) {}

    /** A line for each of what {@code by} gives, in its order. */
    public static List<Line> lines(List<UsedDay> days, Function<UsedDay, String> by) {
        Map<String, List<UsedDay>> grouped =
                days.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
        return grouped.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Line line(String what, Collection<UsedDay> days) {
        return new Line(
                what,
                days.stream().mapToLong(day -> day.usage().requests()).sum(),
                gbSeconds(days.stream()
                        .mapToLong(day -> day.usage().memory() + day.usage().provisionedMemory())
                        .sum()),
                gbSeconds(days.stream().mapToLong(day -> day.usage().scratch()).sum()),
                gbSeconds(
                        days.stream().mapToLong(day -> day.usage().keptReady()).sum()),
                days.stream().mapToDouble(Bill::dollars).sum());
    }

    private static double dollars(UsedDay day) {
        UsedDay.Usage usage = day.usage();
        Prices prices = day.isArm() ? Prices.ARM64 : Prices.X86_64;
        return usage.requests() * Prices.REQUEST
                + gbSeconds(usage.memory()) * prices.second()
                + gbSeconds(usage.provisionedMemory()) * prices.provisionedSecond()
                + gbSeconds(usage.keptReady()) * prices.readySecond()
                + gbSeconds(usage.scratch()) * Prices.SCRATCH_SECOND;
    }

    /** What the free tier takes off, all months together; of two architectures' seconds the dearer ones first. */
    public static double free(List<UsedDay> days) {
        return days.stream().collect(Collectors.groupingBy(day -> YearMonth.from(day.day()))).values().stream()
                .mapToDouble(Bill::freeOfMonth)
                .sum();
    }

    private static double freeOfMonth(List<UsedDay> days) {
        long requests = days.stream().mapToLong(day -> day.usage().requests()).sum();
        double x86 = onDemand(days, false);
        double freeX86 = Math.min(x86, Prices.FREE_SECONDS);
        double freeArm = Math.min(onDemand(days, true), Prices.FREE_SECONDS - freeX86);
        return Math.min(requests, Prices.FREE_REQUESTS) * Prices.REQUEST
                + freeX86 * Prices.X86_64.second()
                + freeArm * Prices.ARM64.second();
    }

    private static double onDemand(List<UsedDay> days, boolean isArm) {
        return gbSeconds(days.stream()
                .filter(day -> day.isArm() == isArm)
                .mapToLong(day -> day.usage().memory())
                .sum());
    }

    private static double gbSeconds(long megabyteMillis) {
        return megabyteMillis / MB_MILLIS_PER_GB_SECOND;
    }
}
