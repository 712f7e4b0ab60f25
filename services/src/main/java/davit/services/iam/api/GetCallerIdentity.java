package davit.services.iam.api;

import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import java.util.List;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The operation of this name. */
public final class GetCallerIdentity implements Operation.Plain<GetCallerIdentityRequest, GetCallerIdentityResponse> {

    @Override
    public List<Access> access(GetCallerIdentityRequest input) {
        return List.of(); // everybody may know who he is
    }

    @Override
    public GetCallerIdentityResponse call(GetCallerIdentityRequest input) {
        RequestContext context = RequestContext.current();
        GetCallerIdentityResponse.Builder answer =
                GetCallerIdentityResponse.builder().account(context.account());
        return switch (context.caller()) {
            case Caller.RoleSession session ->
                answer.arn(session.arn().toString())
                        .userId(session.roleId() + ":" + session.sessionName())
                        .build();
            case Caller.Root _, Caller.Service _, Caller.Anonymous _ ->
                answer.arn("arn:aws:iam::" + context.account() + ":root")
                        .userId(context.account())
                        .build();
        };
    }
}
