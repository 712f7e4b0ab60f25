package davit.images.build;

import davit.base.process.Command;
import davit.base.process.CommandFailedException;
import davit.images.context.ImageBuildException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Runs a builder's program and gives its words on. */
final class BuilderProgram {
    private static final int SHOWN_LINES = 20;
    /** How a line of buildah's own log begins; it says once more what the error says. */
    private static final String LOG_LINE = "time=\"";

    private BuilderProgram() {}

    /**
     * Runs a command to its end.
     *
     * @param doing what is attempted, for the message: {@code build /home/me/app}
     * @return what it wrote to standard output
     */
    static String run(Command command, String doing, Consumer<String> progress)
            throws ImageBuildException, IOException, InterruptedException {
        try {
            return command.tellingLines(progress).run();
        } catch (CommandFailedException e) {
            throw new ImageBuildException("could not " + doing + ":\n" + lastWords(e), e);
        }
    }

    /** What it wrote since the step that failed began. */
    private static String lastWords(CommandFailedException failure) {
        if (failure.standardError().isBlank()) {
            return String.valueOf(failure.getMessage());
        }
        List<String> lines = failure.standardError()
                .lines()
                .filter(line -> !line.startsWith(LOG_LINE))
                .toList();
        int start = Math.max(0, lines.size() - SHOWN_LINES);
        for (int i = start; i < lines.size(); i++) {
            if (lines.get(i).startsWith("STEP ")) {
                start = i;
            }
        }
        return String.join("\n", lines.subList(start, lines.size()));
    }
}
