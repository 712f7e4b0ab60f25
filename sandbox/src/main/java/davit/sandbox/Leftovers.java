package davit.sandbox;

import davit.base.time.Time;
import davit.linux.cgroup.Cgroup;
import davit.linux.cgroup.Cgroups;
import davit.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in a file what a server has of the machine, and removes it all after a server that was killed: processes,
 * cgroups, mounts, networks, files. (Loop devices and network namespaces end with their users.)
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String PLACE = "place ";
    private static final String GROUP = "group ";
    private static final String NETWORK = "network ";
    private static final String BOOT = "boot ";
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int ATTEMPTS = 500;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path file;
    private final Time time;

    /** Remembers in {@code file}. */
    Leftovers(Path file, Time time) {
        this.file = file;
        this.time = time;
    }

    /** Remembers the folder with bundles and mount points. */
    void remember(Path place) throws IOException {
        append(BOOT + bootId());
        append(PLACE + place);
    }

    /** Remembers the parent of the sandboxes' groups. */
    void remember(Cgroup group) throws IOException {
        append(GROUP + group.text());
    }

    /** Remembers the name of the network to the internet. */
    void rememberNetwork(String name) throws IOException {
        append(NETWORK + name);
    }

    /** Forgets everything; to be called when all of it was removed. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Removes what is remembered, which nobody may use any more. */
    void remove() throws IOException, InterruptedException {
        List<String> lines = read();
        // Groups end with the machine; what has their names afterwards is not of that server.
        boolean isOfThisBoot = lines.contains(BOOT + bootId());
        for (String line : lines) {
            if (isOfThisBoot && line.startsWith(GROUP)) {
                end(Cgroups.fromText(line.substring(GROUP.length())));
            } else if (isOfThisBoot && line.startsWith(NETWORK)) {
                EgressNetwork.remove(line.substring(NETWORK.length()));
            }
        }
        for (String line : lines) {
            if (line.startsWith(PLACE)) {
                delete(Path.of(line.substring(PLACE.length())));
            }
        }
        forget();
    }

    private static String bootId() throws IOException {
        return Files.readString(BOOT_ID).strip();
    }

    private List<String> read() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private void end(Cgroup group) throws IOException, InterruptedException {
        for (Cgroup sandbox : group.children()) {
            LOG.info("removing {}, left by a server that was killed", sandbox);
            end(sandbox);
        }
        for (int attempt = 1; !tryToEnd(group, attempt == ATTEMPTS); attempt++) {
            time.pause(PAUSE);
        }
    }

    private static boolean tryToEnd(Cgroup group, boolean last) throws IOException {
        try {
            group.kill();
            group.remove();
            return true;
        } catch (NoSuchFileException _) {
            // It is gone in one hierarchy; the others may still have it.
            group.remove();
            return true;
        } catch (IOException e) {
            if (last) {
                throw e;
            }
            return false;
        }
    }

    private static void delete(Path place) throws IOException {
        for (Path point : Mounts.below(place)) {
            Mounts.detach(point);
        }
        FileTrees.delete(place);
    }
}
