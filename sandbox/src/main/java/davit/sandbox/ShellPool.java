package davit.sandbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some shells of one network prepared, so that a cold start does not wait for cgroups and namespaces.
 *
 * <p>They are made by one thread, in quiet moments: not while others are taken, whose programs need the processors more.
 * Thread safety: every method may be called from any thread.
 */
final class ShellPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShellPool.class);
    private static final Duration QUIET = Duration.ofMillis(100);

    private final Host host;
    private final @Nullable EgressNetwork egress;
    private final LongSupplier names;
    private final int wanted;
    private final CountDownLatch closing = new CountDownLatch(1);

    @GuardedBy("this")
    private final Deque<Shell> ready = new ArrayDeque<>();

    @GuardedBy("this")
    private @Nullable Thread filler;

    @GuardedBy("this")
    private long taken;

    @GuardedBy("this")
    private boolean closed;

    /** What was asked for last, which is what will probably be asked for next. */
    @GuardedBy("this")
    private long scratchBytes = 512L << 20;

    /**
     * Prepares none before {@link #fill}, or before one is taken.
     *
     * @param egress what connects the network; null for nothing
     * @param names numbers that name each shell of the host differently
     * @param wanted how many are kept
     */
    ShellPool(Host host, @Nullable EgressNetwork egress, LongSupplier names, int wanted) {
        this.host = host;
        this.egress = egress;
        this.names = names;
        this.wanted = wanted;
    }

    /** A shell that somebody closes, with this image and these limits. */
    Shell take(Mount image, SandboxLimits limits) throws IOException, InterruptedException {
        Shell prepared = takeReady(limits.scratchBytes());
        while (prepared != null && !prepared.isReady()) {
            prepared.close();
            prepared = takeReady(limits.scratchBytes());
        }
        Shell shell = prepared != null ? prepared : open(limits.scratchBytes());
        boolean complete = false;
        try {
            shell.furnish(image, limits);
            complete = true;
            return shell;
        } finally {
            if (!complete) {
                shell.close();
            }
        }
    }

    private synchronized @Nullable Shell takeReady(long scratch) {
        taken++;
        scratchBytes = scratch;
        fill();
        return ready.poll();
    }

    private Shell open(long scratch) throws IOException, InterruptedException {
        return Shell.open(host, egress, Long.toString(names.getAsLong()), scratch);
    }

    /** Begins to prepare what is wanted. */
    synchronized void fill() {
        if (filler == null && !closed && wanted > 0) {
            filler = Thread.ofVirtual().name("shell-pool").start(this::fillUp);
        }
    }

    private void fillUp() {
        boolean complete = false;
        try {
            while (isWanting()) {
                if (wasQuiet()) {
                    keep(open(scratchBytes()));
                }
            }
            complete = true;
        } catch (IOException e) {
            // Who asks for one next, tries again and is told.
            LOG.warn("no sandbox could be prepared", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (!complete) {
                stopFilling();
            }
        }
    }

    /** Waits a while; whether nobody took a shell meanwhile, and nobody closed the pool. */
    private boolean wasQuiet() throws InterruptedException {
        long before = taken();
        return !closing.await(QUIET.toMillis(), TimeUnit.MILLISECONDS) && taken() == before;
    }

    private synchronized long taken() {
        return taken;
    }

    private synchronized long scratchBytes() {
        return scratchBytes;
    }

    /** Whether there is more to do; if not, the filler has ended for everybody else. */
    private synchronized boolean isWanting() {
        boolean wanting = !closed && ready.size() < wanted;
        if (!wanting) {
            filler = null;
        }
        return wanting;
    }

    private synchronized void stopFilling() {
        filler = null;
    }

    private void keep(Shell shell) {
        if (!keepUnlessClosed(shell)) {
            shell.close();
        }
    }

    private synchronized boolean keepUnlessClosed(Shell shell) {
        return !closed && ready.add(shell);
    }

    /** Closes what is prepared, and prepares no more; who has taken a shell keeps it. */
    @Override
    public void close() {
        Thread filling = beginClosing();
        if (filling != null) {
            try {
                filling.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        remaining().forEach(Shell::close);
    }

    private synchronized @Nullable Thread beginClosing() {
        closed = true;
        closing.countDown();
        return filler;
    }

    private synchronized List<Shell> remaining() {
        List<Shell> remaining = List.copyOf(ready);
        ready.clear();
        return remaining;
    }
}
