package davit.aws.port;

import davit.aws.arn.Arn;
import davit.aws.operation.Caller;
import java.io.Serial;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Delivers events to resources of other services by ARN; each service registers itself for its own ARNs.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class EventTargets {
    private final Map<String, Target> targetsByService = new ConcurrentHashMap<>();

    /** Something that takes events: Lambda takes asynchronous invocations. */
    public interface Target {
        /**
         * Takes an event over; once this returns, it survives a crash and is delivered at least once.
         *
         * @throws RejectedException if there is no such resource or it does not permit {@code source}
         * @throws BusyException if it has no room for the event now
         */
        void accept(Arn target, byte[] event, Caller.Service source) throws RejectedException, BusyException;

        /**
         * Checks that an event would be accepted now.
         *
         * @throws RejectedException if there is no such resource or it does not permit {@code source}
         */
        void check(Arn target, Caller.Service source) throws RejectedException;
    }

    /** The target does not exist or does not permit the source. */
    public static final class RejectedException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        /** With the target and the reason. */
        public RejectedException(String message) {
            super(message);
        }
    }

    /** The target would take the event, and has no room for it now: it is to be delivered again, however long that takes. */
    public static final class BusyException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        /** With the target and the reason. */
        public BusyException(String message) {
            super(message);
        }
    }

    /** Makes {@code target} responsible for the ARNs of a service, {@code lambda}. */
    public void register(String service, Target target) {
        targetsByService.put(service, target);
    }

    /** See {@link Target#accept}. */
    public void deliver(Arn target, byte[] event, Caller.Service source) throws RejectedException, BusyException {
        responsible(target).accept(target, event, source);
    }

    /** See {@link Target#check}. */
    public void check(Arn target, Caller.Service source) throws RejectedException {
        responsible(target).check(target, source);
    }

    private Target responsible(Arn target) throws RejectedException {
        Target responsible = targetsByService.get(target.service());
        if (responsible == null) {
            throw new RejectedException("nothing here takes events for " + target);
        }
        return responsible;
    }
}
