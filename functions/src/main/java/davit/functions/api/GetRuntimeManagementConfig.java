package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.RuntimeManagement;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigResponse;

/** Shows when a function's runtime is updated: an image brings its own, so the word is the default. */
final class GetRuntimeManagementConfig
        implements Operation.Plain<GetRuntimeManagementConfigRequest, GetRuntimeManagementConfigResponse> {
    private final ControlPlane lambda;

    GetRuntimeManagementConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetRuntimeManagementConfigRequest input) {
        return FunctionReference.parseForReading(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(GetRuntimeManagementConfigRequest input) {
        return List.of(Access.to(
                "lambda:GetRuntimeManagementConfig", reference(input).id().arn()));
    }

    @Override
    public GetRuntimeManagementConfigResponse call(GetRuntimeManagementConfigRequest input) {
        QualifiedVersion version = lambda.version(reference(input));
        RuntimeManagement set = lambda.stores()
                .runtimeManagement()
                .find(version.function(), version.number())
                .orElse(RuntimeManagement.DEFAULT);
        return GetRuntimeManagementConfigResponse.builder()
                .updateRuntimeOn(set.updateRuntimeOn())
                .runtimeVersionArn(set.runtimeVersionArn())
                .functionArn(version.arn().toString())
                .build();
    }
}
