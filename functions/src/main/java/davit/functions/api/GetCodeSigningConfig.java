package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.CodeSigning;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetCodeSigningConfigResponse;

/** Shows a code signing configuration. */
final class GetCodeSigningConfig implements Operation.Plain<GetCodeSigningConfigRequest, GetCodeSigningConfigResponse> {
    private final ControlPlane lambda;

    GetCodeSigningConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(GetCodeSigningConfigRequest input) {
        return List.of(Access.to("lambda:GetCodeSigningConfig", CodeSigningRules.arn(input.codeSigningConfigArn())));
    }

    @Override
    public GetCodeSigningConfigResponse call(GetCodeSigningConfigRequest input) {
        CodeSigning found = CodeSigningRules.existing(lambda, input.codeSigningConfigArn());
        return GetCodeSigningConfigResponse.builder()
                .codeSigningConfig(CodeSigningRules.shown(found))
                .build();
    }
}
