package davit.server;

import davit.base.process.FailureText;
import picocli.CommandLine;

/** Starts the server process. */
public final class Main {
    private Main() {}

    /** Runs {@code davit server} with the options of the command line; ends the process with its exit status. */
    public static void main(String[] arguments) {
        ServerCommand command = new ServerCommand();
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((e, _, _) -> {
            System.err.println("davit: " + FailureText.of(e));
            if (command.verbose) {
                e.printStackTrace(System.err);
            }
            return 1;
        });
        System.exit(line.execute(arguments));
    }
}
