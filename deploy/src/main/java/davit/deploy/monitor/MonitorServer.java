package davit.deploy.monitor;

import davit.deploy.apply.Registrar;
import davit.deploy.event.DeploymentListener;
import davit.deploy.value.Urn;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Pulumi's resource monitor and engine on one port of the loopback address, for the SDK in one run of a program. Each
 * call has a virtual thread, because registering a resource blocks until it is there.
 */
public final class MonitorServer implements AutoCloseable {
    /** The largest message, as the SDKs have it: inputs may carry whole files. */
    private static final int LARGEST_MESSAGE_BYTES = 400 * 1024 * 1024;

    private static final int LONGEST_CLOSE_SECONDS = 5;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;
    private final String host;

    private MonitorServer(MonitorService monitor, EngineService engine) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        host = loopback.getHostAddress();
        server = NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
                .executor(this::run)
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .addService(monitor)
                .addService(engine)
                .build()
                .start();
    }

    /** Starts serving a run of a program. */
    public static MonitorServer start(Registrar registrar, ProgramInformation program, DeploymentListener listener)
            throws IOException {
        Urn stack = Urn.ofStack(program.stack(), program.project());
        return new MonitorServer(new MonitorService(registrar, program, stack, listener), new EngineService(listener));
    }

    /** A call that ends after the program was killed is still told so, when no thread is made any more. */
    private void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Where the SDK finds it, {@code HOST:PORT}. */
    public String address() {
        return host + ":" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.close();
    }
}
