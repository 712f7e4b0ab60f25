package davit.functions.work;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.port.Authorizer;
import davit.aws.port.EventTargets;
import davit.aws.port.EventTargets.BusyException;
import davit.aws.port.EventTargets.RejectedException;
import davit.base.time.Time;
import davit.functions.model.AsyncEvent;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.Ids;
import davit.functions.model.Payload;
import davit.functions.store.Policies;
import davit.functions.store.Qualifiers;
import java.time.Instant;
import java.util.Optional;

/** Functions as targets of other services' events: checks that the function's policy permits it, then queues. */
public final class FunctionTarget implements EventTargets.Target {
    private static final int NAME_PART = 1;
    private static final int QUALIFIER_PART = 2;

    private final Qualifiers qualifiers;
    private final Policies policies;
    private final Authorizer authorizer;
    private final AsyncInvoker invoker;
    private final Time time;
    private final Ids ids;

    /** Queues by {@code invoker} what {@code authorizer} allows. */
    public FunctionTarget(
            Qualifiers qualifiers, Policies policies, Authorizer authorizer, AsyncInvoker invoker, Time time, Ids ids) {
        this.qualifiers = qualifiers;
        this.policies = policies;
        this.authorizer = authorizer;
        this.invoker = invoker;
        this.time = time;
        this.ids = ids;
    }

    @Override
    public void accept(Arn target, byte[] event, Caller.Service source) throws RejectedException, BusyException {
        FunctionId id = permitted(target, source);
        if (event.length > Payload.MAX_ASYNC_EVENT_BYTES) {
            throw new RejectedException("an event of " + event.length + " bytes is too large for " + target);
        }
        Instant now = time.now();
        AsyncEvent accepted = new AsyncEvent(
                ids.uuid(), id, target.toString(), null, ids.traceId(now.getEpochSecond()), now, now, 0, 0);
        if (!invoker.accept(accepted, Payload.of(event))) {
            throw new BusyException("too many events wait already for functions: " + target);
        }
    }

    @Override
    public void check(Arn target, Caller.Service source) throws RejectedException {
        FunctionId ignored = permitted(target, source);
    }

    private FunctionId permitted(Arn target, Caller.Service source) throws RejectedException {
        FunctionId id = existing(target);
        String qualifier = id.qualifierOf(target);
        Access access = Access.to(
                "lambda:InvokeFunction", qualifier.equals(FunctionReference.LATEST) ? id.arn() : id.arn(qualifier));
        Access underPolicy = policies.find(id, qualifier)
                .map(policy -> access.underPolicy(policy.document()))
                .orElse(access);
        if (authorizer.decide(source, underPolicy) instanceof Authorizer.Decision.Denied(String message)) {
            throw new RejectedException(message);
        }
        return id;
    }

    private FunctionId existing(Arn target) throws RejectedException {
        String[] parts = target.resource().split(":", -1);
        boolean isFunction =
                parts.length > NAME_PART && parts.length <= QUALIFIER_PART + 1 && parts[0].equals("function");
        Optional<FunctionId> id = isFunction
                ? Optional.of(new FunctionId(target.account(), target.region(), parts[NAME_PART]))
                : Optional.empty();
        return id.filter(named ->
                        qualifiers.find(named, named.qualifierOf(target)).isPresent())
                .orElseThrow(() -> new RejectedException("Function not found: " + target));
    }
}
