package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.ResourcePolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;

/** Shows a function's policy. */
final class GetPolicy implements Operation.Plain<GetPolicyRequest, GetPolicyResponse> {
    private final ControlPlane lambda;

    GetPolicy(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetPolicyRequest input) {
        return FunctionReference.parseForReading(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(GetPolicyRequest input) {
        return List.of(Access.to("lambda:GetPolicy", reference(input).id().arn()));
    }

    @Override
    public GetPolicyResponse call(GetPolicyRequest input) {
        FunctionReference reference = reference(input);
        var ignored = lambda.existingForPolicy(reference);
        ResourcePolicy policy = lambda.policies()
                .find(reference.id(), reference.qualifierOrLatest())
                .orElseThrow(
                        () -> LambdaError.RESOURCE_NOT_FOUND.because("The resource you requested does not exist."));
        return GetPolicyResponse.builder()
                .policy(policy.document())
                .revisionId(policy.revisionId())
                .build();
    }

    static void checkRevision(ResourcePolicy policy, @Nullable String revisionId) {
        if (revisionId != null && !revisionId.equals(policy.revisionId())) {
            throw LambdaError.PRECONDITION_FAILED.because(
                    "The Revision Id provided does not match the latest Revision Id. "
                            + "Call the GetPolicy API to retrieve the latest Revision Id");
        }
    }
}
