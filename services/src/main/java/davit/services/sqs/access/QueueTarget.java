package davit.services.sqs.access;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer;
import davit.aws.port.EventTargets;
import davit.aws.port.EventTargets.BusyException;
import davit.aws.port.EventTargets.RejectedException;
import davit.services.sqs.model.NewMessage;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import davit.services.sqs.work.Sent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Queues as targets of other services' events: checks that the queue's policy permits it, then sends. */
public final class QueueTarget implements EventTargets.Target {
    private final Queues queues;
    private final Authorizer authorizer;

    /** Sends what {@code authorizer} allows. */
    public QueueTarget(Queues queues, Authorizer authorizer) {
        this.queues = queues;
        this.authorizer = authorizer;
    }

    @Override
    public void accept(Arn target, byte[] event, Caller.Service source) throws RejectedException, BusyException {
        Queue queue = permitted(target, source);
        NewMessage message = NewMessage.of(new String(event, StandardCharsets.UTF_8), source.principal());
        if (message.size() > queue.settings().maximumMessageSize()) {
            throw new RejectedException("an event of " + event.length + " bytes is too large for " + target);
        }
        try {
            List<Sent> ignored = queue.send(List.of(message));
        } catch (ServiceException e) {
            if (e.error() == SqsError.REQUEST_THROTTLED) {
                throw new BusyException(e.text() + " " + target);
            }
            throw new RejectedException(e.text() + " " + target);
        }
    }

    @Override
    public void check(Arn target, Caller.Service source) throws RejectedException {
        Queue ignored = permitted(target, source);
    }

    private Queue permitted(Arn target, Caller.Service source) throws RejectedException {
        Queue queue = queues.find(target)
                .orElseThrow(() -> new RejectedException("The specified queue does not exist: " + target));
        if (queue.name().isFifo()) {
            throw new RejectedException("FIFO queues take no events of other services: " + target);
        }
        Access access = Access.to("sqs:SendMessage", queue.arn());
        Access underPolicy = queue.settings().policy().map(access::underPolicy).orElse(access);
        if (authorizer.decide(source, underPolicy) instanceof Authorizer.Decision.Denied(String message)) {
            throw new RejectedException(message);
        }
        return queue;
    }
}
