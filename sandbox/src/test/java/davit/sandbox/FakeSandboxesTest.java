package davit.sandbox;

import davit.base.time.SystemTime;
import davit.base.time.Time;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/** The fake keeps the contract of the real one. */
class FakeSandboxesTest extends SandboxContract {
    private final Time time = new SystemTime();
    private final FakeSandboxes sandboxes = new FakeSandboxes(time, this::run);

    @AfterEach
    void close() {
        sandboxes.close();
    }

    @Override
    protected Sandboxes sandboxes() {
        return sandboxes;
    }

    @Override
    protected Mount root() {
        return new Mount.Overlay(List.of(Path.of("/")));
    }

    @Override
    protected List<String> program(Program program) {
        return List.of(program.name());
    }

    private SandboxExit run(FakeProcess self) throws IOException, InterruptedException {
        return switch (Program.valueOf(self.described().arguments().getFirst())) {
            case PRINTS_AND_EXITS_7 -> {
                self.print("one");
                self.print("two");
                yield new SandboxExit.Exited(7);
            }
            case KILLS_ITSELF -> new SandboxExit.Signaled(9);
            case SLEEPS -> self.runForever();
            case ENDS_ON_SIGTERM -> endOnTermination(self);
            case IGNORES_SIGTERM -> {
                self.onTermination(() -> {});
                self.print("ready");
                yield self.runForever();
            }
            case SAYS_HELLO -> sayHello(self);
            case TICKS -> tick(self);
            case USES_TOO_MUCH_MEMORY -> {
                self.useMemory(1L << 40);
                yield self.runForever();
            }
            case PRINTS_COLOUR -> {
                self.print(self.variable("COLOUR").orElseThrow());
                yield new SandboxExit.Exited(0);
            }
            case IS_MISSING -> new SandboxExit.NotStarted("no such file");
        };
    }

    private static SandboxExit endOnTermination(FakeProcess self) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        self.onTermination(asked::countDown);
        self.print("ready");
        asked.await();
        self.print("bye");
        return new SandboxExit.Exited(0);
    }

    private static SandboxExit sayHello(FakeProcess self) throws IOException, InterruptedException {
        try (SocketChannel channel = self.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9001))) {
            channel.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
        }
        return new SandboxExit.Exited(0);
    }

    private SandboxExit tick(FakeProcess self) throws InterruptedException {
        for (int tick = 0; tick >= 0; tick++) {
            self.print("tick " + tick);
            time.pause(Duration.ofMillis(2));
        }
        return new SandboxExit.Exited(0);
    }
}
