package davit.cli;

import davit.base.json.Json;
import davit.cli.cost.Bill;
import davit.cli.cost.UsedDay;
import davit.cli.endpoint.EndpointOptions;
import davit.cli.endpoint.ServerPage;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code davit cost}: what the work so far would have cost on AWS. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = "Shows what the work so far would have cost on AWS, in us-east-1.")
final class CostCommand implements Callable<Integer> {
    /** What a line is for. */
    enum By {
        month,
        day,
        function;

        String of(UsedDay used) {
            return switch (this) {
                case month -> YearMonth.from(used.day()).toString();
                case day -> used.day().toString();
                case function -> used.function();
            };
        }
    }

    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Option(names = "--by", paramLabel = "WHAT", description = "a line for each month, day or function")
    private By by = By.month;

    @Option(names = "--json", description = "prints a JSON list")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<UsedDay> days =
                List.of(Json.read(ServerPage.USAGE.bytes(options.find().url()), UsedDay[].class));
        List<Bill.Line> lines = Bill.lines(days, by::of);
        if (json) {
            System.out.println(Json.text(lines));
            return 0;
        }
        print(by.name(), "requests", "GB-seconds", "of /tmp", "kept ready", "USD");
        for (Bill.Line line : lines) {
            print(
                    line.what(),
                    Long.toString(line.requests()),
                    number(line.gbSeconds()),
                    number(line.scratchGbSeconds()),
                    number(line.readyGbSeconds()),
                    money(line.dollars()));
        }
        double total = lines.stream().mapToDouble(Bill.Line::dollars).sum();
        double free = Bill.free(days);
        System.out.println();
        System.out.println("together " + money(total) + " USD, of which the free tier pays " + money(free)
                + " if it is not used up: " + money(total - free) + " USD");
        return 0;
    }

    private static void print(String what, String... columns) {
        StringBuilder line = new StringBuilder(String.format("%-28s", what));
        for (String column : columns) {
            line.append(String.format(" %14s", column));
        }
        System.out.println(line);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String money(double dollars) {
        return String.format(Locale.ROOT, "%.6f", dollars);
    }
}
