package davit.cli;

import davit.base.process.FailureText;
import davit.cli.deployment.Interruption;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The {@code davit} command: the list of its commands, and how their failures are shown. */
@Command(
        name = "davit",
        mixinStandardHelpOptions = true,
        version = "davit 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs AWS Lambda container images on your own machine.",
        footer = {"", "davit server runs the platform (davit server --help); davit test runs Davit's own tests."},
        subcommands = {
            BuildCommand.class,
            ConfigCommand.class,
            CostCommand.class,
            DemoCommand.class,
            DestroyCommand.class,
            DoctorCommand.class,
            EnvCommand.class,
            InvokeCommand.class,
            LogsCommand.class,
            PreviewCommand.class,
            RefreshCommand.class,
            StackCommand.class,
            StatusCommand.class,
            StopCommand.class,
            UpCommand.class,
        })
public final class Main {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "shows where an error comes from")
    private boolean verbose;

    /** Runs one command and ends the process with its exit status: 0, 1 for a failure, 2 for wrong usage. */
    public static void main(String[] arguments) {
        Interruption.install();
        Main main = new Main();
        CommandLine line = new CommandLine(main).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, _, _) -> {
            System.err.println("davit: " + text(e));
            if (main.verbose) {
                e.printStackTrace(System.err);
            }
            return 1;
        });
        int status = line.execute(arguments);
        Interruption.commandEnded();
        System.exit(status);
    }

    /** Of a service's error its own words, without what the SDK adds. */
    private static String text(Exception e) {
        return e instanceof AwsServiceException refused && refused.awsErrorDetails() != null
                ? refused.awsErrorDetails().errorMessage()
                : FailureText.of(e);
    }
}
