package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigResponse;

/** Takes the address of a function or an alias away. */
final class DeleteFunctionUrlConfig
        implements Operation.Plain<DeleteFunctionUrlConfigRequest, DeleteFunctionUrlConfigResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    DeleteFunctionUrlConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(DeleteFunctionUrlConfigRequest input) {
        return UrlConfigs.reference(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(DeleteFunctionUrlConfigRequest input) {
        return List.of(
                Access.to("lambda:DeleteFunctionUrlConfig", reference(input).arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteFunctionUrlConfigResponse call(DeleteFunctionUrlConfigRequest input) {
        FunctionReference reference = reference(input);
        boolean wasThere = lambda.policies()
                .atomically(() -> lambda.stores().urls().delete(reference.id(), reference.qualifierOrLatest()));
        if (!wasThere) {
            throw UrlConfigs.missing();
        }
        return DeleteFunctionUrlConfigResponse.builder().build();
    }
}
