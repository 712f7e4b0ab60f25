package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.linux.cgroup.Cgroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sandbox whose process 1 is a child of this process. */
final class LinuxSandbox implements Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxSandbox.class);

    /** How far a sandbox has come; a start may be under way in the first, and a close in the third. */
    private enum Stage {
        PREPARED,
        STARTED,
        ENDING,
        CLOSED
    }

    private final SandboxId id;
    private final Host host;
    private final Shell shell;
    private final SandboxOutput output;
    private final Consumer<LinuxSandbox> forget;

    @GuardedBy("this")
    private Stage stage = Stage.PREPARED;

    @GuardedBy("this")
    private boolean starting;

    @GuardedBy("this")
    private @Nullable Thread closer;

    @GuardedBy("this")
    private @Nullable RunningProgram program;

    @GuardedBy("this")
    private @Nullable SandboxExit exit;

    @GuardedBy("this")
    private final List<ServerSocketChannel> listeners = new ArrayList<>();

    /**
     * Takes over a shell.
     *
     * @param forget told once it is closed
     */
    LinuxSandbox(SandboxId id, Host host, Shell shell, SandboxOutput output, Consumer<LinuxSandbox> forget) {
        this.id = id;
        this.host = host;
        this.shell = shell;
        this.output = output;
        this.forget = forget;
    }

    @Override
    public SandboxId id() {
        return id;
    }

    /** What its processes are counted in. */
    Cgroup cgroup() {
        return shell.cgroup();
    }

    @Override
    public ServerSocketChannel listen(InetSocketAddress address) throws SandboxException {
        String attempted = "listen on " + address;
        requireOpen(attempted);
        try {
            ServerSocketChannel channel = shell.network().listen(address);
            if (!keep(channel)) {
                channel.close();
                requireOpen(attempted);
            }
            return channel;
        } catch (IOException e) {
            throw failure(attempted, e);
        }
    }

    private synchronized boolean keep(ServerSocketChannel channel) {
        return stage.compareTo(Stage.ENDING) < 0 && listeners.add(channel);
    }

    @Override
    public void start(SandboxProcess process) throws SandboxException {
        String attempted = "start " + process.arguments();
        beginStart(attempted);
        try {
            if (shell.launch(process)) {
                began(RunningProgram.adopt(host, shell, output, this::ended));
            } else {
                refused(attempted, shell.refusal());
            }
        } catch (IOException e) {
            throw failure(attempted, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(attempted, e);
        } finally {
            endStart();
        }
    }

    private synchronized void beginStart(String attempted) throws SandboxException {
        requireOpen(attempted);
        if (starting || stage != Stage.PREPARED) {
            throw new IllegalStateException("sandbox " + id + " was started before");
        }
        starting = true;
    }

    private synchronized void began(RunningProgram running) {
        program = running;
    }

    private synchronized void endStart() {
        starting = false;
        if (stage == Stage.PREPARED) {
            stage = Stage.STARTED;
        }
        notifyAll();
    }

    private void refused(String attempted, String message) throws SandboxException {
        requireOpen(attempted);
        Optional<SandboxExit> programs = Endings.refusal(message);
        if (programs.isEmpty()) {
            throw new SandboxException(attempted + " in sandbox " + id + ": " + message);
        }
        ended(programs.get());
    }

    private synchronized void ended(SandboxExit how) {
        if (exit == null) {
            exit = stage.compareTo(Stage.ENDING) < 0 ? how : new SandboxExit.Closed();
            notifyAll();
        }
    }

    @Override
    public void limitCpu() throws SandboxException {
        requireOpen("limit the processors");
        try {
            shell.limitCpu();
        } catch (IOException e) {
            throw failure("limit the processors", e);
        }
    }

    @Override
    public void tellOutput() throws SandboxException {
        RunningProgram running = program();
        if (running == null) {
            return;
        }
        try {
            running.tellOutput();
        } catch (IOException e) {
            throw failure("tell the output", e);
        }
    }

    private synchronized @Nullable RunningProgram program() {
        return program;
    }

    @Override
    public void freeze() throws SandboxException {
        requireOpen("freeze");
        try {
            shell.cgroup().freeze(host.time());
            lookAtMemory();
        } catch (IOException e) {
            throw failure("freeze", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("freeze", e);
        }
    }

    @Override
    public void thaw() throws SandboxException {
        requireOpen("thaw");
        try {
            shell.cgroup().thaw();
        } catch (IOException e) {
            throw failure("thaw", e);
        }
    }

    @Override
    public synchronized SandboxExit awaitExit() throws InterruptedException {
        while (exit == null) {
            wait();
        }
        return exit;
    }

    @Override
    public long peakMemoryBytes() {
        lookAtMemory();
        return shell.peakMemory().bytes();
    }

    /** Sees how much memory is in use now. */
    void lookAtMemory() {
        try {
            if (isLive()) {
                shell.peakMemory().look();
            }
        } catch (IOException e) {
            LOG.debug("sandbox {}: it was closed while its memory was measured", id, e);
        }
    }

    private synchronized boolean isLive() {
        return stage != Stage.CLOSED;
    }

    @Override
    public void terminate(Duration grace) throws InterruptedException {
        Optional<RunningProgram> running = beginEnding();
        if (running.isPresent() && ask(running.get())) {
            Thread killer = Thread.ofVirtual().name("terminate-" + id).start(() -> closeAfter(grace));
            try {
                awaitExit();
            } finally {
                killer.interrupt();
            }
        }
        close();
    }

    /** The program that must be waited for, if there is one. */
    private synchronized Optional<RunningProgram> beginEnding() {
        if (program == null || exit != null || stage != Stage.STARTED) {
            return Optional.empty();
        }
        stage = Stage.ENDING;
        return Optional.of(program);
    }

    private boolean ask(RunningProgram running) {
        try {
            shell.cgroup().thaw();
            running.askToEnd();
            return true;
        } catch (IOException e) {
            LOG.warn("sandbox {}: could not be asked to end", id, e);
            return false;
        }
    }

    private void closeAfter(Duration grace) {
        try {
            host.time().pause(grace);
            close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread closing = closer();
        boolean interrupted = false;
        while (closing.isAlive()) {
            try {
                closing.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread that closes, one for all callers, so that an interrupt of a caller cannot leave it half done. */
    private synchronized Thread closer() {
        if (closer == null) {
            stage = Stage.ENDING;
            closer = Thread.ofVirtual().name("close-" + id).start(this::release);
        }
        return closer;
    }

    private void release() {
        try {
            shell.kill();
            Optional<RunningProgram> started = awaitStarted();
            if (started.isPresent()) {
                started.get().awaitEnd();
            }
        } catch (IOException | InterruptedException e) {
            LOG.warn("sandbox {}: its processes could not be ended", id, e);
        }
        ended(new SandboxExit.Closed());
        closeListeners();
        shell.close();
        forget.accept(this);
        markClosed();
    }

    /** Waits for the end of a start that is under way; what it started is killed. */
    private Optional<RunningProgram> awaitStarted() throws IOException, InterruptedException {
        RunningProgram started;
        synchronized (this) {
            while (starting) {
                wait();
            }
            started = program;
        }
        shell.kill();
        return Optional.ofNullable(started);
    }

    private synchronized void closeListeners() {
        for (ServerSocketChannel listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                LOG.warn("sandbox {}: a listener could not be closed", id, e);
            }
        }
    }

    private synchronized void markClosed() {
        stage = Stage.CLOSED;
    }

    private synchronized void requireOpen(String attempted) throws SandboxException {
        if (stage.compareTo(Stage.ENDING) >= 0) {
            throw new SandboxException(attempted + " in sandbox " + id + ": it is closed");
        }
    }

    private SandboxException failure(String attempted, Exception cause) {
        return new SandboxException(attempted + " in sandbox " + id, cause);
    }
}
