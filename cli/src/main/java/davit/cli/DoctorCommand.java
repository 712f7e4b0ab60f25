package davit.cli;

import davit.cli.doctor.Finding;
import davit.cli.doctor.Finding.Verdict;
import davit.cli.doctor.Machine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code davit doctor}: what the machine offers, and how to get what it lacks. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks what this machine offers and says how to get what it lacks; exit status 1 if functions "
                + "cannot run.")
final class DoctorCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Finding> findings = Machine.examine();
        for (Finding finding : findings) {
            System.out.printf("%s %-16s %s%n", mark(finding.verdict()), finding.subject(), finding.detail());
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.MISSING) ? 1 : 0;
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case PRESENT -> "ok     ";
            case OPTIONAL_MISSING -> "without";
            case MISSING -> "MISSING";
        };
    }
}
