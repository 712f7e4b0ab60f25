package davit.base.http;

import davit.base.time.Time;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the connections of a listener until it is closed. What hinders one, as too many open files do, does not end
 * it: after a pause it goes on.
 */
public final class AcceptLoop {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptLoop.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Takes connections over. */
    @FunctionalInterface
    public interface Taker {
        /** Takes one over, without waiting for it; closes it if it fails. */
        void take(SocketChannel accepted) throws IOException;
    }

    private final ServerSocketChannel listener;
    private final Taker taker;
    private final Time time;

    /** Gives the connections of {@code listener} to {@code taker}. */
    public AcceptLoop(ServerSocketChannel listener, Taker taker, Time time) {
        this.listener = listener;
        this.taker = taker;
        this.time = time;
    }

    /** Returns when the listener is closed or the thread interrupted. */
    public void untilClosed() {
        try {
            while (listener.isOpen()) {
                acceptOne();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptOne() throws InterruptedException {
        try {
            taker.take(listener.accept());
        } catch (IOException e) {
            if (listener.isOpen()) {
                LOG.warn("accept a connection: {}; it is tried again", e.toString());
                time.pause(PAUSE);
            }
        }
    }
}
