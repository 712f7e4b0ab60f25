package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.time.Time;
import davit.linux.mount.Mount;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox whose process is Java code, and whose addresses are free loopback ports.
 *
 * <p>Keeps {@code SandboxContract}. Thread safety: every method may be called from any thread.
 */
public final class FakeSandbox implements Sandbox {
    /** What a sandbox is at a moment. */
    public enum State {
        PREPARED,
        RUNNING,
        FROZEN,
        EXITED,
        CLOSED
    }

    private final SandboxId id;
    private final Mount root;
    private final SandboxLimits limits;
    private final NetworkName network;
    private final SandboxOutput output;
    private final Time time;
    private final FakeProgram program;

    @GuardedBy("this")
    private final Map<InetSocketAddress, ServerSocketChannel> listeners = new HashMap<>();

    @GuardedBy("this")
    private final List<Closeable> connections = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable SandboxProcess started;

    @GuardedBy("this")
    private @Nullable Thread thread;

    @GuardedBy("this")
    private @Nullable SandboxExit exit;

    @GuardedBy("this")
    private @Nullable Runnable terminationHandler;

    @GuardedBy("this")
    private boolean frozen;

    @GuardedBy("this")
    private boolean closed;

    @GuardedBy("this")
    private boolean terminating;

    @GuardedBy("this")
    private boolean cpuLimited;

    @GuardedBy("this")
    private int freezes;

    @GuardedBy("this")
    private long peakMemoryBytes;

    FakeSandbox(SandboxId id, Prepared prepared, Time time, FakeProgram program) {
        this.id = id;
        this.root = prepared.root();
        this.limits = prepared.limits();
        this.network = prepared.network();
        this.output = prepared.output();
        this.time = time;
        this.program = program;
    }

    record Prepared(Mount root, SandboxLimits limits, NetworkName network, SandboxOutput output) {}

    @Override
    public SandboxId id() {
        return id;
    }

    /** The image that it was prepared with. */
    public Mount root() {
        return root;
    }

    /** The limits that it was prepared with. */
    public SandboxLimits limits() {
        return limits;
    }

    /** The network that it was made in. */
    public NetworkName network() {
        return network;
    }

    /** What was started in it; empty before. */
    public synchronized Optional<SandboxProcess> started() {
        return Optional.ofNullable(started);
    }

    /** What it is now. */
    public synchronized State state() {
        if (closed) {
            return State.CLOSED;
        }
        if (exit != null) {
            return State.EXITED;
        }
        if (frozen) {
            return State.FROZEN;
        }
        return started == null ? State.PREPARED : State.RUNNING;
    }

    /** Whether it is held to its share of the processors. */
    public synchronized boolean isCpuLimited() {
        return cpuLimited;
    }

    /** How often it was frozen. */
    public synchronized int freezes() {
        return freezes;
    }

    /** Ends the process as if by itself or by the kernel, for example with {@link SandboxExit.Signaled}. */
    public void end(SandboxExit how) {
        end(how, true);
    }

    @Override
    public synchronized ServerSocketChannel listen(InetSocketAddress address) throws SandboxException {
        if (closed) {
            throw new SandboxException("listen on " + address + " in sandbox " + id + ": it is closed");
        }
        if (listeners.containsKey(address)) {
            throw new SandboxException("listen on " + address + " in sandbox " + id + ": address in use");
        }
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listeners.put(address, channel);
            return channel;
        } catch (IOException e) {
            throw new SandboxException("listen on " + address + " in sandbox " + id, e);
        }
    }

    @Override
    public synchronized void start(SandboxProcess process) throws SandboxException {
        if (closed) {
            throw new SandboxException("start " + process.arguments() + " in sandbox " + id + ": it is closed");
        }
        if (started != null) {
            throw new IllegalStateException("sandbox " + id + " was started before");
        }
        started = process;
        thread = Thread.ofVirtual().name("fake-" + id).start(() -> runProgram(process));
    }

    private void runProgram(SandboxProcess process) {
        try {
            end(program.run(new FakeProcess(this, process)), false);
        } catch (IOException e) {
            tellLine(e.toString());
            end(new SandboxExit.Exited(1), false);
        } catch (InterruptedException _) {
            end(new SandboxExit.Signaled(9), false);
        } finally {
            // Only a mistake of the test gets here without an ending: its waiting threads go on.
            end(new SandboxExit.Exited(1), false);
        }
    }

    @Override
    public synchronized void limitCpu() throws SandboxException {
        if (closed) {
            throw new SandboxException("limit the processors of sandbox " + id + ": it is closed");
        }
        cpuLimited = true;
    }

    @Override
    public void tellOutput() {
        // The program's lines are told as it writes them.
    }

    @Override
    public synchronized void freeze() throws SandboxException {
        if (closed) {
            throw new SandboxException("freeze sandbox " + id + ": it is closed");
        }
        if (!frozen) {
            freezes++;
        }
        frozen = true;
    }

    @Override
    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    @Override
    public synchronized SandboxExit awaitExit() throws InterruptedException {
        while (exit == null) {
            wait();
        }
        return exit;
    }

    @Override
    public synchronized long peakMemoryBytes() {
        return peakMemoryBytes;
    }

    @Override
    public void terminate(Duration grace) throws InterruptedException {
        thaw();
        Optional<Runnable> handler = beginTermination();
        if (handler.isPresent()) {
            handler.get().run();
            Thread killer = Thread.ofVirtual().start(() -> closeAfter(grace));
            awaitExit();
            killer.interrupt();
        }
        close();
    }

    private synchronized Optional<Runnable> beginTermination() {
        terminating = true;
        return started == null ? Optional.empty() : Optional.ofNullable(terminationHandler);
    }

    private void closeAfter(Duration grace) {
        try {
            time.pause(grace);
            close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end(new SandboxExit.Closed(), true);
        for (Closeable listener : removeListeners()) {
            closeQuietly(listener);
        }
    }

    private synchronized List<Closeable> removeListeners() {
        closed = true;
        frozen = false;
        List<Closeable> all = new ArrayList<>(listeners.values());
        listeners.clear();
        notifyAll();
        return all;
    }

    private void end(SandboxExit how, boolean kill) {
        List<Closeable> open;
        synchronized (this) {
            if (exit != null) {
                return;
            }
            exit = terminating ? new SandboxExit.Closed() : how;
            notifyAll();
            if (kill && thread != null) {
                thread.interrupt();
            }
            open = List.copyOf(connections);
            connections.clear();
        }
        open.forEach(FakeSandbox::closeQuietly);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new AssertionError("closing a loopback socket", e);
        }
    }

    synchronized InetSocketAddress realAddress(InetSocketAddress inside) throws IOException {
        ServerSocketChannel channel = listeners.get(inside);
        if (channel == null) {
            throw new ConnectException("connection refused: " + inside + " in sandbox " + id);
        }
        return (InetSocketAddress) channel.getLocalAddress();
    }

    synchronized void closeAtExit(Closeable connection) {
        connections.add(connection);
    }

    synchronized void awaitThawed() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    synchronized void awaitKilled() throws InterruptedException {
        while (exit == null) {
            wait();
        }
    }

    void tellLine(String line) {
        output.line(line);
    }

    void useMemory(long bytes) {
        synchronized (this) {
            peakMemoryBytes = Math.max(peakMemoryBytes, Math.min(bytes, limits.memoryBytes()));
        }
        if (bytes > limits.memoryBytes()) {
            end(new SandboxExit.OutOfMemory(), true);
        }
    }

    synchronized void onTermination(Runnable handler) {
        terminationHandler = handler;
    }
}
