package davit.services.s3.api;

import davit.aws.operation.Caller;
import davit.aws.operation.RequestContext;
import davit.services.s3.model.EventCause;
import davit.services.s3.model.Owner;

/** By what events come about: the request that is being answered. */
final class Causes {
    private Causes() {}

    static EventCause of(String event) {
        RequestContext context = RequestContext.current();
        String principalId = switch (context.caller()) {
            case Caller.Root(String account) -> "AWS:" + Owner.of(account).principalId();
            case Caller.RoleSession session -> "AWS:" + session.roleId() + ":" + session.sessionName();
            case Caller.Service service -> service.principal();
            case Caller.Anonymous _ -> "Anonymous";
        };
        return new EventCause(event, principalId, context.remoteAddress(), context.requestId());
    }
}
