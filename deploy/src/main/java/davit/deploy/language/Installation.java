package davit.deploy.language;

import davit.base.process.Command;
import davit.base.process.CommandFailedException;
import davit.deploy.event.DeploymentEvent.Preparing;
import davit.deploy.event.DeploymentListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Packages that davit installed for a program: a mark beside them has the digest of the files that ask for them, so that
 * they are installed again when these change. Packages without a mark are the user's own and stay as they are.
 *
 * @param mark the file of the mark
 * @param requests the files that ask for packages; those that do not exist do not count
 */
record Installation(Path mark, List<Path> requests) {
    /** Keeps a copy. */
    Installation {
        requests = List.copyOf(requests);
    }

    /** Whether the packages are there as they are asked for. */
    boolean isCurrent() throws IOException {
        return Files.exists(mark) && Files.readString(mark).strip().equals(digest());
    }

    /** Whether davit installed them. */
    boolean isOwn() {
        return Files.exists(mark);
    }

    /** Notes that the packages are there as they are asked for. */
    void finish() throws IOException {
        Files.writeString(mark, digest());
    }

    private String digest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path request : requests) {
                digest.update(request.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.exists(request) ? Files.readAllBytes(request) : new byte[0]);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs an installer.
     *
     * @param what what it installs, for the message
     */
    static void run(Command command, String what, DeploymentListener listener)
            throws IOException, InterruptedException {
        listener.on(new Preparing("installing " + what + ": " + String.join(" ", command.words())));
        try {
            String _ = command.tellingLines(line -> listener.on(new Preparing("  " + line)))
                    .run();
        } catch (CommandFailedException e) {
            throw new IOException("the program's " + what + " could not be installed: " + e.getMessage(), e);
        }
    }
}
