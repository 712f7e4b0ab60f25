package davit.functions.streaming;

import davit.base.time.Time;
import davit.functions.engine.Dispatcher;
import davit.functions.engine.Served;
import davit.functions.model.Invocation;
import davit.functions.model.InvocationOutcome;
import davit.functions.model.InvocationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invocations whose answer is read while it comes: each has a thread of its own, which outlasts a client that goes away. */
public final class StreamedInvocation {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedInvocation.class);

    private StreamedInvocation() {}

    /** Begins an invocation, and returns when it has an answer or the beginning of one; the caller abandons it at last. */
    public static ResponsePipe begin(Dispatcher dispatcher, Served served, Invocation invocation, Time time)
            throws InterruptedException {
        ResponsePipe pipe = new ResponsePipe(time);
        Invocation streaming = invocation.streamingTo(pipe);
        Thread.ofVirtual().name("streamed-invocation").start(() -> pipe.end(result(dispatcher, served, streaming)));
        boolean hasBegun = false;
        try {
            pipe.awaitBegin();
            hasBegun = true;
        } finally {
            if (!hasBegun) {
                pipe.abandon();
            }
        }
        return pipe;
    }

    private static InvocationResult result(Dispatcher dispatcher, Served served, Invocation invocation) {
        try {
            return dispatcher.invoke(served, invocation);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed(invocation, "The platform is shutting down.");
        } catch (RuntimeException e) { // the client waits for an end
            LOG.error("a streamed invocation of {} failed", served.function(), e);
            return failed(invocation, "The platform failed.");
        }
    }

    private static InvocationResult failed(Invocation invocation, String why) {
        return InvocationResult.notRun(invocation.requestId(), new InvocationOutcome.PlatformFailed(why));
    }
}
