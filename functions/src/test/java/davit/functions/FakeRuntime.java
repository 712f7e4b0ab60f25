package davit.functions;

import davit.sandbox.FakeProcess;
import davit.sandbox.FakeProgram;
import davit.sandbox.SandboxExit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A function's process with a runtime: asks for events and gives each to a handler that the test sets. */
public final class FakeRuntime implements FakeProgram {
    /** Where the Runtime API is. */
    public static final InetSocketAddress RUNTIME_API = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9001);

    /** What a function does with an event. */
    @FunctionalInterface
    public interface Handler {
        /** Answers the event; null if it has answered by itself. */
        @Nullable
        String answer(FakeProcess self, RuntimeClient client, RuntimeClient.Answer event)
                throws IOException, InterruptedException;
    }

    /** What happens before the first event. */
    @FunctionalInterface
    public interface Init {
        /** Returns, or throws {@link EndedException}. */
        void run(FakeProcess self, RuntimeClient client) throws IOException, InterruptedException, EndedException;
    }

    /** The process ends. */
    public static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SandboxExit exit;

        /** With how it ends. */
        public EndedException(SandboxExit exit) {
            super(null, null, false, false);
            this.exit = exit;
        }
    }

    private final AtomicReference<Handler> handler = new AtomicReference<>(FakeRuntime::echo);
    private final AtomicReference<Init> init = new AtomicReference<>((_, _) -> {});

    private static String echo(FakeProcess self, RuntimeClient client, RuntimeClient.Answer event) {
        return event.body();
    }

    /** Lets every event from now on be answered so. */
    public void handle(Handler newHandler) {
        handler.set(newHandler);
    }

    /** Lets every process from now on begin so. */
    public void init(Init newInit) {
        init.set(newInit);
    }

    @Override
    public SandboxExit run(FakeProcess self) throws IOException, InterruptedException {
        try (RuntimeClient client = new RuntimeClient(self.connect(RUNTIME_API))) {
            init.get().run(self, client);
            while (true) {
                RuntimeClient.Answer event = client.next();
                self.awaitThawed();
                String answer = handler.get().answer(self, client, event);
                if (answer != null) {
                    client.respond(event.requestId(), answer);
                }
            }
        } catch (EndedException e) {
            return e.exit;
        }
    }
}
