package davit.cli.deployment;

import java.io.IOException;
import java.util.Locale;
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
        if (!yes && Terminal.find().isEmpty()) {
            throw new IOException("'davit " + command + "' asks before it changes anything, but there is no terminal:"
                    + " look with 'davit preview', then add --yes");
        }
    }

    /** Asks; true if the answer is yes. */
    public boolean ask(String question) {
        return yes
                || Terminal.find()
                        .map(console -> console.readLine("%s [y/N] ", question))
                        .filter(answer ->
                                answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
                        .isPresent();
    }
}
