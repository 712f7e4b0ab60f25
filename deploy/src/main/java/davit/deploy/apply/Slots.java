package davit.deploy.apply;

import davit.deploy.provider.ProviderException;
import java.util.concurrent.Semaphore;

/**
 * How many steps run at once, and whether any may begin.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Slots {
    private final Semaphore free;
    private volatile boolean isClosed;

    /** Slots for this many steps. */
    public Slots(int parallel) {
        this.free = new Semaphore(parallel);
    }

    /** Lets no further step begin; the steps that run go on to their end. */
    public void close() {
        isClosed = true;
    }

    /** Whether no further step may begin. */
    public boolean isClosed() {
        return isClosed;
    }

    /**
     * Waits for a slot, which {@link #give} gives back.
     *
     * @throws ProviderException if the run was cancelled meanwhile
     */
    void take() throws ProviderException, InterruptedException {
        free.acquire();
        if (isClosed) {
            free.release();
            throw new ProviderException("the run was cancelled before it began");
        }
    }

    void give() {
        free.release();
    }
}
