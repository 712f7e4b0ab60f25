package davit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.linux.mount.Mount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Sandboxes} promises; extended by the test of each implementation. */
@Timeout(60)
public abstract class SandboxContract {
    /** Programs that an implementation's test provides as {@code arguments[0]} of a process, at {@link #program}. */
    public enum Program {
        /** Prints {@code one}, {@code two} and ends with status 7. */
        PRINTS_AND_EXITS_7,
        /** Kills itself by signal 9. */
        KILLS_ITSELF,
        /** Runs until it is killed. */
        SLEEPS,
        /** Prints {@code ready}, and after SIGTERM {@code bye}, and ends with status 0. */
        ENDS_ON_SIGTERM,
        /** Prints {@code ready}, and goes on after SIGTERM. */
        IGNORES_SIGTERM,
        /** Connects to 127.0.0.1:9001, writes {@code hello} and ends with status 0. */
        SAYS_HELLO,
        /** Prints lines without end, some hundred a second. */
        TICKS,
        /** Uses more memory than the limit. */
        USES_TOO_MUCH_MEMORY,
        /** Prints the value of the variable {@code COLOUR} and ends. */
        PRINTS_COLOUR,
        /** Does not exist. */
        IS_MISSING
    }

    private static final SandboxLimits LIMITS = new SandboxLimits(64L << 20, 0.5, 1024, 1024, 512L << 20);

    private final Random random = new Random();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** What is tested; closed by the implementation's test. */
    protected abstract Sandboxes sandboxes();

    /** A root in which the programs are. */
    protected abstract Mount root();

    /** The arguments that run {@code program}. */
    protected abstract List<String> program(Program program);

    @Test
    void tellsStatusAndOutput() throws IOException, InterruptedException {
        try (Sandbox sandbox = started(Program.PRINTS_AND_EXITS_7)) {
            assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Exited(7));
            assertThat(nextLine()).isEqualTo("one");
            assertThat(nextLine()).isEqualTo("two");
        }
    }

    @Test
    void tellsTheSignal() throws IOException, InterruptedException {
        try (Sandbox sandbox = started(Program.KILLS_ITSELF)) {
            assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Signaled(9));
        }
    }

    @Test
    void tellsThatMemoryRanOut() throws IOException, InterruptedException {
        try (Sandbox sandbox = started(Program.USES_TOO_MUCH_MEMORY)) {
            assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.OutOfMemory());
            assertThat(sandbox.peakMemoryBytes())
                    .isGreaterThan(LIMITS.memoryBytes() / 2)
                    .isLessThanOrEqualTo(LIMITS.memoryBytes());
        }
    }

    @Test
    void tellsThatTheProgramIsMissing() throws IOException, InterruptedException {
        try (Sandbox sandbox = started(Program.IS_MISSING)) {
            assertThat(sandbox.awaitExit()).isInstanceOf(SandboxExit.NotStarted.class);
        }
    }

    @Test
    void passesTheEnvironment() throws IOException, InterruptedException {
        try (Sandbox _ = started(Program.PRINTS_COLOUR)) {
            assertThat(nextLine()).isEqualTo("sea green");
        }
    }

    @Test
    void closingEndsTheProcessAndAnswersAtOnceAfterwards() throws IOException, InterruptedException {
        Sandbox sandbox = started(Program.SLEEPS);
        sandbox.close();
        sandbox.close();
        assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Closed());
    }

    @Test
    void closesWithoutAStart() throws IOException, InterruptedException {
        Sandbox sandbox = prepared();
        sandbox.close();
        assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Closed());
    }

    @Test
    void closingKeepsTheStatusOfAProcessThatEndedBefore() throws IOException, InterruptedException {
        Sandbox sandbox = started(Program.PRINTS_AND_EXITS_7);
        sandbox.awaitExit();
        sandbox.close();
        assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Exited(7));
    }

    @Test
    void terminatesByAskingFirst() throws IOException, InterruptedException {
        Sandbox sandbox = started(Program.ENDS_ON_SIGTERM);
        assertThat(nextLine()).isEqualTo("ready");
        sandbox.terminate(Duration.ofSeconds(30));
        assertThat(nextLine()).isEqualTo("bye");
        assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Closed());
    }

    @Test
    void terminatesWhatIsFrozen() throws IOException, InterruptedException {
        Sandbox sandbox = started(Program.ENDS_ON_SIGTERM);
        assertThat(nextLine()).isEqualTo("ready");
        sandbox.freeze();
        sandbox.terminate(Duration.ofSeconds(30));
        assertThat(nextLine()).isEqualTo("bye");
    }

    @Test
    void terminatesWhatDoesNotListenAfterTheGrace() throws IOException, InterruptedException {
        Sandbox sandbox = started(Program.IGNORES_SIGTERM);
        assertThat(nextLine()).isEqualTo("ready");
        sandbox.terminate(Duration.ofMillis(50));
        assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Closed());
    }

    @Test
    void listensInside() throws IOException, InterruptedException {
        try (Sandbox sandbox = prepared();
                ServerSocketChannel listener = sandbox.listen(runtimeApi())) {
            start(sandbox, Program.SAYS_HELLO);
            try (SocketChannel connection = listener.accept()) {
                assertThat(readAll(connection)).isEqualTo("hello");
            }
            assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Exited(0));
        }
    }

    @Test
    void hasAddressesOfItsOwn() throws IOException, InterruptedException {
        try (Sandbox one = prepared();
                Sandbox other = prepared();
                ServerSocketChannel _ = one.listen(runtimeApi());
                ServerSocketChannel _ = other.listen(runtimeApi())) {
            assertThatThrownBy(() -> one.listen(runtimeApi())).isInstanceOf(SandboxException.class);
        }
    }

    @Test
    void closesItsListeners() throws IOException, InterruptedException {
        Sandbox sandbox = prepared();
        ServerSocketChannel listener = sandbox.listen(runtimeApi());
        sandbox.close();
        assertThat(listener.isOpen()).isFalse();
    }

    @Test
    void makesNoProgressWhileFrozen() throws IOException, InterruptedException {
        try (Sandbox sandbox = started(Program.TICKS)) {
            nextLine();
            for (int round = 0; round < 3; round++) {
                sandbox.freeze();
                pauseForOutputUnderWay();
                lines.clear();
                assertThat(lines.poll(200, TimeUnit.MILLISECONDS)).isNull();
                sandbox.thaw();
                nextLine();
            }
        }
    }

    @Test
    void thawingWhatRunsDoesNothing() throws IOException, InterruptedException {
        try (Sandbox sandbox = started(Program.TICKS)) {
            sandbox.thaw();
            nextLine();
        }
    }

    @Test
    void freezesBeforeTheStartAndClosesFrozen() throws IOException, InterruptedException {
        Sandbox sandbox = started(Program.SLEEPS);
        sandbox.freeze();
        sandbox.close();
        assertThat(sandbox.awaitExit()).isEqualTo(new SandboxExit.Closed());
    }

    @Test
    void refusesASecondStart() throws IOException, InterruptedException {
        try (Sandbox sandbox = started(Program.SLEEPS)) {
            assertThatThrownBy(() -> start(sandbox, Program.SLEEPS)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesWorkAfterItsEnd() throws IOException, InterruptedException {
        Sandbox sandbox = prepared();
        sandbox.close();
        assertThatThrownBy(() -> start(sandbox, Program.SLEEPS)).isInstanceOf(SandboxException.class);
        assertThatThrownBy(() -> sandbox.listen(runtimeApi())).isInstanceOf(SandboxException.class);
        assertThatThrownBy(sandbox::freeze).isInstanceOf(SandboxException.class);
        assertThatThrownBy(sandbox::limitCpu).isInstanceOf(SandboxException.class);
    }

    @Test
    void refusesANameTwice() throws IOException, InterruptedException {
        SandboxId id = SandboxId.random(random);
        try (Sandbox _ = sandboxes().prepare(id, root(), LIMITS, lines::add)) {
            assertThatThrownBy(() -> sandboxes().prepare(id, root(), LIMITS, lines::add))
                    .isInstanceOf(SandboxException.class);
        }
    }

    @Test
    void refusesANetworkThatIsNotThere() throws IOException {
        NetworkName nowhere = new NetworkName("nowhere");
        assertThat(sandboxes().networks()).contains(NetworkName.DEFAULT).doesNotContain(nowhere);
        assertThatThrownBy(() -> sandboxes().prepare(SandboxId.random(random), root(), LIMITS, nowhere, lines::add))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("'nowhere'");
    }

    @Test
    void closesAllThatLive() throws IOException, InterruptedException {
        Sandbox one = started(Program.SLEEPS);
        Sandbox other = prepared();
        sandboxes().close();
        assertThat(one.awaitExit()).isEqualTo(new SandboxExit.Closed());
        assertThat(other.awaitExit()).isEqualTo(new SandboxExit.Closed());
    }

    private Sandbox prepared() throws SandboxException {
        return sandboxes().prepare(SandboxId.random(random), root(), LIMITS, lines::add);
    }

    private Sandbox started(Program program) throws SandboxException {
        Sandbox sandbox = prepared();
        start(sandbox, program);
        return sandbox;
    }

    private void start(Sandbox sandbox, Program program) throws SandboxException {
        Map<String, String> environment = Map.of("PATH", "/bin", "COLOUR", "sea green");
        sandbox.start(new SandboxProcess(program(program), environment, "/"));
    }

    private String nextLine() throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        return line;
    }

    /** What was written before the freeze may still be on its way through the pipe. */
    private void pauseForOutputUnderWay() throws InterruptedException {
        while (lines.poll(100, TimeUnit.MILLISECONDS) != null) {
            assertThat(lines.size()).isLessThan(1_000_000);
        }
    }

    private static InetSocketAddress runtimeApi() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9001);
    }

    private static String readAll(SocketChannel connection) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        while (connection.read(bytes) >= 0) {
            assertThat(bytes.hasRemaining()).isTrue();
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    }
}
