package davit.cli.deployment;

import java.io.Console;
import java.io.IOException;
import picocli.CommandLine.Option;

/** The option {@code --yes}, and the question that is asked without it. */
public final class Confirmation {
    @Option(
            names = {"-y", "--yes"},
            description = "does not ask")
    private boolean yes;

    /** Whether nobody must be asked. */
    public boolean isGiven() {
        return yes;
    }

    /**
     * Makes sure that somebody can be asked.
     *
     * @throws IOException without a terminal and without {@code --yes}
     */
    public void requireWay(String command) throws IOException {
        if (!yes && !hasTerminal()) {
            throw new IOException("'davit " + command + "' asks before it changes anything, but there is no terminal:"
                    + " look with 'davit preview', then add --yes");
        }
    }

    /** Asks; true if the answer is yes. */
    public boolean ask(String question) {
        Console console = System.console();
        if (yes || console == null) {
            return yes;
        }
        String answer = console.readLine("%s [y/N] ", question);
        return answer != null
                && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
    }

    private static boolean hasTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
