package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.ResourcePolicy;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/** Removes a statement from a function's policy. */
final class RemovePermission implements Operation.Plain<RemovePermissionRequest, RemovePermissionResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    RemovePermission(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(RemovePermissionRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(RemovePermissionRequest input) {
        return List.of(
                Access.to("lambda:RemovePermission", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public RemovePermissionResponse call(RemovePermissionRequest input) {
        FunctionReference reference = reference(input);
        if (lambda.functions().find(reference.id()).isEmpty()) {
            throw LambdaError.RESOURCE_NOT_FOUND.because("No policy found for: " + reference.arn());
        }
        var ignored = lambda.existingForPolicy(reference);
        lambda.policies().atomically(() -> remove(reference, input));
        return RemovePermissionResponse.builder().build();
    }

    private boolean remove(FunctionReference reference, RemovePermissionRequest input) {
        ResourcePolicy before = lambda.policies()
                .find(reference.id(), reference.qualifierOrLatest())
                .orElseThrow(() ->
                        LambdaError.RESOURCE_NOT_FOUND.because("No policy is associated with the given resource."));
        if (before.statement(input.statementId()).isEmpty()) {
            throw LambdaError.RESOURCE_NOT_FOUND.because(
                    "Statement " + input.statementId() + " is not found in resource policy.");
        }
        GetPolicy.checkRevision(before, input.revisionId());
        lambda.policies()
                .put(
                        reference.id(),
                        reference.qualifierOrLatest(),
                        before.without(input.statementId(), lambda.clock().ids().uuid()));
        return true;
    }
}
