package davit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.process.Command;
import davit.base.time.SystemTime;
import davit.linux.mount.Mounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a server that was killed: nothing, at the latest when the next one starts. */
@Tag("kernel")
@Timeout(120)
class KilledServerTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // each test starts it first
    private Process server;

    @SuppressWarnings("NullAway.Init") // with the server
    private Path place;

    private final List<Path> groups = new ArrayList<>();

    private void startServer() throws IOException {
        List<String> words = new ArrayList<>(TestWorld.java(DoomedServer.class));
        words.addAll(List.of(run().toString(), folder.toString(), "none"));
        startServer(words);
    }

    private void startServer(List<String> words) throws IOException {
        server = new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
        BufferedReader lines = server.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.equals("ready")) {
            groups.add(Path.of(line));
            line = lines.readLine();
        }
        assertThat(line).isEqualTo("ready");
        assertThat(groups).isNotEmpty().allMatch(Files::exists);
        place = Files.readAllLines(run().resolve("leftovers")).stream()
                .filter(note -> note.startsWith("place "))
                .map(note -> Path.of(note.substring("place ".length())))
                .findFirst()
                .orElseThrow();
    }

    private Path run() {
        return folder.resolve("run");
    }

    /** Where the killed server's mounts are. */
    private Path place() {
        return place;
    }

    @Test
    void itsProcessesEndWithIt() throws IOException, InterruptedException {
        startServer();
        assertThat(Mounts.below(place())).isNotEmpty();

        server.destroyForcibly().waitFor();

        await(() -> groups.stream().noneMatch(Files::exists));
        startNextServer();
    }

    @Test
    void theNextServerEndsThemIfNobodyElseDoes() throws IOException, InterruptedException {
        startServer();
        assertThat(Mounts.below(place())).isNotEmpty();
        // The first child is the guardian, the others are process 1 of each sandbox.
        List<ProcessHandle> children = server.children().toList();
        ProcessHandle guardian = children.stream()
                .filter(child -> String.join(" ", child.info().arguments().orElse(new String[0]))
                        .contains("davit-guardian"))
                .findFirst()
                .orElseThrow();
        guardian.destroyForcibly();
        server.destroyForcibly().waitFor();
        assertThat(groups).allMatch(Files::exists);

        startNextServer();
    }

    @Test
    void theNextServerDisconnectsTheMachine() throws IOException, InterruptedException {
        try (TestWorld world = new TestWorld(folder)) {
            startServer(world.onTheMachine(DoomedServer.class, run().toString(), folder.toString(), "internet"));

            server.destroyForcibly().waitFor();
            assertThat(world.links()).contains(": dv");
            assertThat(world.nft("list tables")).contains("table inet dv");
            assertThat(world.forwarding()).isEqualTo("2");

            assertThat(Command.of(world.onTheMachine(NextServer.class, run().toString()))
                            .run())
                    .isEqualTo("closed\n");
            assertThat(world.links()).doesNotContain(": dv");
            assertThat(world.nft("list tables")).isEmpty();
            assertThat(world.forwarding()).isEqualTo("0");
        }
    }

    /** A server that connects nobody, and ends at once. */
    static final class NextServer {
        private NextServer() {}

        /** With the folder for its files. */
        public static void main(String[] arguments) throws IOException {
            new LinuxSandboxes(Path.of(arguments[0]), new SystemTime(), SandboxSettings.defaults()).close();
            System.out.println("closed");
        }
    }

    private void startNextServer() throws IOException {
        try (Sandboxes _ = new LinuxSandboxes(run(), new SystemTime(), SandboxSettings.defaults())) {
            assertThat(groups).noneMatch(Files::exists);
            assertThat(Mounts.below(place())).isEmpty();
            assertThat(place()).doesNotExist();
        }
        assertThat(run().resolve("leftovers")).doesNotExist();
    }

    @FunctionalInterface
    private interface Check {
        boolean holds() throws IOException;
    }

    private static void await(Check check) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
