package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;

/** Deletes an alias with what is kept for it; one that is not there is deleted already. */
final class DeleteAlias implements Operation.Plain<DeleteAliasRequest, DeleteAliasResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    DeleteAlias(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(DeleteAliasRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(DeleteAliasRequest input) {
        return List.of(Access.to("lambda:DeleteAlias", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteAliasResponse call(DeleteAliasRequest input) {
        AliasRules.name(input.name()).check();
        FunctionId id = reference(input).id();
        boolean ignored = lambda.policies().atomically(() -> {
            lambda.forgetQualifier(id, input.name());
            return lambda.aliases().delete(id, input.name());
        });
        lambda.work().provisioning().balance();
        return DeleteAliasResponse.builder().build();
    }
}
