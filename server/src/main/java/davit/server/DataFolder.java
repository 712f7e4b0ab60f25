package davit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that everything is kept in; nobody but its owner reads what functions keep. */
final class DataFolder {
    /** Every data folder has it. */
    static final String DATABASE = "davit.db";

    /** Queues and their messages, in the data folder. */
    static final String MESSAGES = "messages.db";

    /** What commands put there before a server has ever run. */
    private static final Set<String> BEFORE_THE_FIRST_START = Set.of("run", "logs", "stacks", "demo", "build");

    private DataFolder() {}

    /**
     * Makes the folder if there is none, and closes it to others.
     *
     * @throws IOException if it holds something else: {@code --data /tmp} would close that to everybody
     */
    static void take(Path data) throws IOException {
        Files.createDirectories(data);
        Optional<String> foreign = Files.exists(data.resolve(DATABASE)) ? Optional.empty() : foreign(data);
        if (foreign.isPresent()) {
            throw new IOException(data + " is no data folder of Davit, for it has " + foreign.get()
                    + " in it; name an empty or a new folder with --data");
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }

    private static Optional<String> foreign(Path data) throws IOException {
        try (Stream<Path> entries = Files.list(data)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> !BEFORE_THE_FIRST_START.contains(name))
                    .sorted()
                    .findFirst();
        }
    }
}
