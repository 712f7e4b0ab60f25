package davit.linux.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import davit.linux.Errno;
import davit.linux.FileDescriptors;
import davit.linux.LinuxException;
import davit.linux.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;

/**
 * Lets virtual threads wait for descriptors of pipes and processes without a platform thread each: one thread waits for
 * all of them (epoll(7)).
 *
 * <p>Thread safety: every method may be called from any thread; one thread at a time waits for a descriptor.
 */
public final class Poller implements AutoCloseable {
    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLLIN = 1;
    private static final int EPOLLONESHOT = 1 << 30;
    // struct epoll_event is packed on x86-64 alone.
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int EVENT_DATA = PACKED ? 4 : 8;
    private static final int MAX_EVENTS = 64;
    private static final int FOREVER = -1;

    // int epoll_create1(int flags)
    private static final SystemCall CREATE = SystemCall.of("epoll_create1", JAVA_INT);
    // int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)
    private static final SystemCall CONTROL = SystemCall.of("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    // int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout)
    private static final SystemCall WAIT = SystemCall.of("epoll_wait", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

    private final int epoll;
    private final Pipe wake;
    private final Thread thread;
    private final ConcurrentMap<Integer, CountDownLatch> waiting = new ConcurrentHashMap<>();

    private Poller(int epoll, Pipe wake) {
        this.epoll = epoll;
        this.wake = wake;
        this.thread = Thread.ofPlatform().daemon().name("poller").unstarted(this::poll);
    }

    /** Starts one. */
    public static Poller start() throws LinuxException {
        Poller poller = new Poller((int) CREATE.call("EPOLL_CLOEXEC", EPOLL_CLOEXEC), Pipe.open());
        poller.control(EPOLL_CTL_ADD, poller.wake.reader());
        poller.thread.start();
        return poller;
    }

    /** Blocks until {@code descriptor} has something to read or has come to its end; it must stay open meanwhile. */
    public void awaitReadable(int descriptor) throws LinuxException, InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        waiting.put(descriptor, ready);
        try {
            control(EPOLL_CTL_ADD, descriptor);
            try {
                ready.await();
            } finally {
                control(EPOLL_CTL_DEL, descriptor);
            }
        } finally {
            waiting.remove(descriptor);
        }
    }

    /** Stops; who still waits, waits for ever. Call once. */
    @Override
    public void close() {
        wake.closeWriter();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void control(int operation, int descriptor) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT_BYTES, Long.BYTES);
            event.set(JAVA_INT, 0, EPOLLIN | EPOLLONESHOT);
            event.set(JAVA_INT_UNALIGNED, EVENT_DATA, descriptor);
            CONTROL.call(epoll + ", " + operation + ", " + descriptor, epoll, operation, descriptor, event);
        }
    }

    private void poll() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment events = arena.allocate((long) EVENT_BYTES * MAX_EVENTS, Long.BYTES);
            boolean open = true;
            while (open) {
                long count = WAIT.resultOrErrno(epoll, events, MAX_EVENTS, FOREVER);
                if (count < 0 && count != -Errno.EINTR) {
                    throw new IllegalStateException(WAIT.failure("poller", (int) -count));
                }
                open = tell(events, count);
            }
        } finally {
            FileDescriptors.close(epoll);
            wake.close();
        }
    }

    private boolean tell(MemorySegment events, long count) {
        for (long i = 0; i < count; i++) {
            int descriptor = events.get(JAVA_INT_UNALIGNED, i * EVENT_BYTES + EVENT_DATA);
            if (descriptor == wake.reader()) {
                return false;
            }
            CountDownLatch ready = waiting.get(descriptor);
            if (ready != null) {
                ready.countDown();
            }
        }
        return true;
    }
}
