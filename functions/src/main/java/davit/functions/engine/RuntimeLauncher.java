package davit.functions.engine;

import davit.aws.port.CredentialSource.Credentials;
import davit.aws.port.RoleSessions.NotAssumableException;
import davit.functions.logs.FunctionLog;
import davit.functions.model.FunctionSettings;
import davit.functions.port.FunctionImages.PreparedImage;
import davit.functions.port.ImageUnavailableException;
import davit.functions.runtimeapi.RuntimeApi;
import davit.sandbox.Sandbox;
import davit.sandbox.SandboxException;
import davit.sandbox.SandboxId;
import davit.sandbox.SandboxLimits;
import davit.sandbox.SandboxProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/** Starts the runtime of one environment: image, credentials, sandbox, listeners, process. For one thread. */
final class RuntimeLauncher {
    static final int RUNTIME_API_PORT = 9001;

    private static final String LOOPBACK = "127.0.0.1";
    private static final String PRINCIPAL = "lambda.amazonaws.com";
    private static final long BYTES_PER_MB = 1024L * 1024;
    private static final double MB_PER_CPU = 1769.0;
    private static final double MAX_CPUS = 6.0;
    private static final int MAX_PROCESSES = 1024;
    private static final int MAX_OPEN_FILES = 1024;

    private final LocalHost host;
    private final Served served;
    private final FunctionLog log;
    private final Freezer freezer;

    RuntimeLauncher(LocalHost host, Served served, FunctionLog log, Freezer freezer) {
        this.host = host;
        this.freezer = freezer;
        this.served = served;
        this.log = log;
    }

    /**
     * A started runtime.
     *
     * @param process the runtime
     * @param startedNanos when its process was started
     * @param credentialsEnd when its credentials end
     */
    record Launched(RuntimeProcess process, long startedNanos, Instant credentialsEnd) {}

    /**
     * Starts the runtime; empty if the function has no entry point.
     *
     * @throws NotAssumableException if the function's role is gone, or does not trust Lambda any more
     * @throws LaunchException if the platform could not; nothing is left behind
     */
    Optional<Launched> launch(RuntimeProcess.Listener listener) throws NotAssumableException, LaunchException {
        PreparedImage image = image();
        Credentials credentials = credentials();
        String endpoint =
                "http://" + LOOPBACK + ":" + host.settings().endpointPort().getAsInt();
        Optional<SandboxProcess> command = RuntimeCommand.of(served, image, credentials, log, endpoint);
        if (command.isEmpty()) {
            return Optional.empty();
        }
        Instant credentialsEnd = credentials
                .expiration()
                .orElseGet(() -> host.time().now().plus(host.settings().credentialsValidity()));
        RuntimeProcess process = start(image, command.get(), listener);
        return Optional.of(new Launched(process, process.startedNanos(), credentialsEnd));
    }

    private PreparedImage image() throws LaunchException {
        String digest = served.version().code().digest();
        try {
            return host.images().prepare(digest);
        } catch (ImageUnavailableException e) {
            throw new LaunchException("prepare image " + digest, e);
        }
    }

    private Credentials credentials() throws NotAssumableException {
        return host.roles()
                .assume(
                        served.version().settings().role(),
                        PRINCIPAL,
                        served.function().name(),
                        host.settings().credentialsValidity());
    }

    private RuntimeProcess start(PreparedImage image, SandboxProcess command, RuntimeProcess.Listener listener)
            throws LaunchException {
        try {
            Sandbox sandbox = host.sandboxes()
                    .prepare(
                            SandboxId.random(host.random()),
                            image.root(),
                            limits(),
                            served.version().settings().networkName(),
                            log::line);
            try {
                return start(sandbox, command, listener);
            } catch (SandboxException e) {
                sandbox.close();
                throw e;
            }
        } catch (SandboxException e) {
            throw new LaunchException("start a sandbox for " + served.function(), e);
        }
    }

    private RuntimeProcess start(Sandbox sandbox, SandboxProcess command, RuntimeProcess.Listener listener)
            throws SandboxException {
        RuntimeProcess process = new RuntimeProcess(sandbox, host.time(), freezer, listener);
        RuntimeApi.serve(
                sandbox.listen(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), RUNTIME_API_PORT)),
                process,
                host.time());
        host.endpoint()
                .serve(sandbox.listen(new InetSocketAddress(
                        InetAddress.ofLiteral(LOOPBACK),
                        host.settings().endpointPort().getAsInt())));
        process.start(command);
        return process;
    }

    private SandboxLimits limits() {
        FunctionSettings settings = served.version().settings();
        double cpus = Math.min(
                Math.min(settings.memoryMb() / MB_PER_CPU, MAX_CPUS),
                host.settings().cpus());
        return new SandboxLimits(
                settings.memoryMb() * BYTES_PER_MB,
                cpus,
                MAX_PROCESSES,
                MAX_OPEN_FILES,
                settings.scratchMb() * BYTES_PER_MB);
    }
}
