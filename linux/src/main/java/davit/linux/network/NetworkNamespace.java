package davit.linux.network;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import davit.linux.FileDescriptors;
import davit.linux.LinuxException;
import davit.linux.SystemCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network of its own: interfaces, addresses and ports that only its members see (network_namespaces(7)).
 *
 * <p>Kept alive by this object, its members and the sockets made in it. Threads that enter it are made for that and end
 * afterwards, so that no other work runs in the wrong network. Thread safety: every method may be called from any thread.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final long SIOCGIFFLAGS = 0x8913;
    private static final long SIOCSIFFLAGS = 0x8914;
    private static final short IFF_UP = 1;
    private static final int IFREQ_BYTES = 40;
    private static final int IFREQ_FLAGS = 16;
    private static final int BACKLOG = 128;

    // int unshare(int flags)
    private static final SystemCall UNSHARE = SystemCall.of("unshare", JAVA_INT);
    // int setns(int fd, int type)
    private static final SystemCall SETNS = SystemCall.of("setns", JAVA_INT, JAVA_INT);
    // int socket(int domain, int type, int protocol)
    private static final SystemCall SOCKET = SystemCall.of("socket", JAVA_INT, JAVA_INT, JAVA_INT);

    private final int descriptor;

    private NetworkNamespace(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Makes one with a loopback interface that is up, and nothing else. */
    public static NetworkNamespace create() throws IOException {
        return onThreadOfItsOwn("netns-create", () -> {
            UNSHARE.call("CLONE_NEWNET", CLONE_NEWNET);
            bringLoopbackUp();
            return new NetworkNamespace(openOwn());
        });
    }

    /** The namespace behind a file of nsfs, for example {@code /proc/1234/ns/net}. */
    public static NetworkNamespace open(Path file) throws LinuxException {
        return new NetworkNamespace(FileDescriptors.open(file, FileDescriptors.O_RDONLY));
    }

    /** A file by which other processes of this user can join, while this object is open. */
    public Path file() {
        return Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd", Integer.toString(descriptor));
    }

    /** Listens on an address inside; any thread of this process can accept from the channel. */
    public ServerSocketChannel listen(InetSocketAddress address) throws IOException {
        ProtocolFamily family = address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
        return onThreadOfItsOwn("netns-listen", () -> {
            SETNS.call(file() + ", CLONE_NEWNET", descriptor, CLONE_NEWNET);
            ServerSocketChannel channel = ServerSocketChannel.open(family);
            try {
                return channel.bind(address, BACKLOG);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        });
    }

    /** Lets go of the namespace; call once. */
    @Override
    public void close() {
        FileDescriptors.close(descriptor);
    }

    private static int openOwn() throws LinuxException {
        return FileDescriptors.open(Path.of("/proc/thread-self/ns/net"), FileDescriptors.O_RDONLY);
    }

    private static void bringLoopbackUp() throws LinuxException {
        int socket = (int) SOCKET.call("AF_INET, SOCK_DGRAM, 0", AF_INET, SOCK_DGRAM_CLOEXEC, 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(IFREQ_BYTES, JAVA_INT.byteAlignment());
            request.setString(0, "lo");
            FileDescriptors.control(socket, SIOCGIFFLAGS, request, "SIOCGIFFLAGS of lo");
            request.set(JAVA_SHORT, IFREQ_FLAGS, (short) (request.get(JAVA_SHORT, IFREQ_FLAGS) | IFF_UP));
            FileDescriptors.control(socket, SIOCSIFFLAGS, request, "SIOCSIFFLAGS of lo");
        } finally {
            FileDescriptors.close(socket);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T onThreadOfItsOwn(String name, Work<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work::run);
        Thread.ofPlatform().daemon().name(name).start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    // The work takes less than a millisecond, and its result must not be lost.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
