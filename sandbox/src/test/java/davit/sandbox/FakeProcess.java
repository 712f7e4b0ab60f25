package davit.sandbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * The process of a {@link FakeSandbox} as its program sees it.
 *
 * <p>Every method blocks while the sandbox is frozen, as every instruction of a real process does.
 */
public final class FakeProcess {
    private final FakeSandbox sandbox;
    private final SandboxProcess described;

    FakeProcess(FakeSandbox sandbox, SandboxProcess described) {
        this.sandbox = sandbox;
        this.described = described;
    }

    /** What was asked to be started. */
    public SandboxProcess described() {
        return described;
    }

    /** The value of an environment variable. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(described.environment().get(name));
    }

    /** The sandbox that it runs in. */
    public SandboxId sandboxId() {
        return sandbox.id();
    }

    /**
     * Where the listener really is that stands for {@code inside}, an address inside the sandbox.
     *
     * @throws ConnectException if nobody listens there
     */
    public InetSocketAddress address(InetSocketAddress inside) throws IOException, InterruptedException {
        sandbox.awaitThawed();
        return sandbox.realAddress(inside);
    }

    /**
     * Connects to an address inside the sandbox; the connection is closed when the process ends.
     *
     * @throws ConnectException if nobody listens there
     */
    public SocketChannel connect(InetSocketAddress inside) throws IOException, InterruptedException {
        SocketChannel channel = SocketChannel.open(address(inside));
        sandbox.closeAtExit(channel);
        return channel;
    }

    /** Writes one line to standard output. */
    public void print(String line) throws InterruptedException {
        sandbox.awaitThawed();
        sandbox.tellLine(line);
    }

    /** Uses so much memory from now on; past the limit the process is killed as by the kernel. */
    public void useMemory(long bytes) throws InterruptedException {
        sandbox.awaitThawed();
        sandbox.useMemory(bytes);
    }

    /** Returns once the sandbox is not frozen. */
    public void awaitThawed() throws InterruptedException {
        sandbox.awaitThawed();
    }

    /** Blocks until the process is killed. */
    public SandboxExit runForever() throws InterruptedException {
        sandbox.awaitKilled();
        throw new InterruptedException("killed");
    }

    /** Runs {@code handler} instead of dying when SIGTERM comes; it must make the program end. */
    public void onTermination(Runnable handler) {
        sandbox.onTermination(handler);
    }
}
