package davit.cli.deployment;

import java.io.Console;
import java.util.Optional;

/** The user's terminal. */
public final class Terminal {
    private Terminal() {}

    /** The terminal, if standard input and output are one. */
    public static Optional<Console> find() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
