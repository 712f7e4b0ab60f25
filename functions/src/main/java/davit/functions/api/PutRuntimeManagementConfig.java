package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.RuntimeManagement;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.PutRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutRuntimeManagementConfigResponse;

/** Says when the runtime of a version is updated; an image brings its own, so that it is kept and shown only. */
final class PutRuntimeManagementConfig
        implements Operation.Plain<PutRuntimeManagementConfigRequest, PutRuntimeManagementConfigResponse> {
    private final ControlPlane lambda;

    PutRuntimeManagementConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(PutRuntimeManagementConfigRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(PutRuntimeManagementConfigRequest input) {
        return List.of(Access.to(
                "lambda:PutRuntimeManagementConfig", reference(input).id().arn()));
    }

    @Override
    public PutRuntimeManagementConfigResponse call(PutRuntimeManagementConfigRequest input) {
        new Constraints()
                .required("updateRuntimeOn", input.updateRuntimeOnAsString())
                .oneOf("updateRuntimeOn", input.updateRuntimeOnAsString(), List.of("Auto", "Manual", "FunctionUpdate"))
                .check();
        FunctionReference reference = reference(input);
        QualifiedVersion version = lambda.version(reference);
        boolean isManual = input.updateRuntimeOnAsString().equals("Manual");
        if (isManual != (input.runtimeVersionArn() != null)) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "RuntimeVersionArn is required when UpdateRuntimeOn is Manual, and cannot be set otherwise.");
        }
        RuntimeManagement set = new RuntimeManagement(input.updateRuntimeOnAsString(), input.runtimeVersionArn());
        lambda.stores().runtimeManagement().put(reference.id(), version.number(), set);
        return PutRuntimeManagementConfigResponse.builder()
                .updateRuntimeOn(set.updateRuntimeOn())
                .runtimeVersionArn(set.runtimeVersionArn())
                .functionArn(version.arn().toString())
                .build();
    }
}
