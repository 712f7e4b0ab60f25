package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.CodeSigning;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.UpdateCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateCodeSigningConfigResponse;

/** Changes a code signing configuration; what a request does not name stays. */
final class UpdateCodeSigningConfig
        implements Operation.Plain<UpdateCodeSigningConfigRequest, UpdateCodeSigningConfigResponse> {
    private final ControlPlane lambda;

    UpdateCodeSigningConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(UpdateCodeSigningConfigRequest input) {
        return List.of(Access.to("lambda:UpdateCodeSigningConfig", CodeSigningRules.arn(input.codeSigningConfigArn())));
    }

    @Override
    public UpdateCodeSigningConfigResponse call(UpdateCodeSigningConfigRequest input) {
        CodeSigningRules.check(input.description(), input.allowedPublishers(), input.codeSigningPolicies(), false);
        CodeSigning after = lambda.policies().atomically(() -> changed(input));
        return UpdateCodeSigningConfigResponse.builder()
                .codeSigningConfig(CodeSigningRules.shown(after))
                .build();
    }

    private CodeSigning changed(UpdateCodeSigningConfigRequest input) {
        CodeSigning before = CodeSigningRules.existing(lambda, input.codeSigningConfigArn());
        CodeSigning after = new CodeSigning(
                before.id(),
                CreateFunction.or(input.description(), before.description()),
                input.allowedPublishers() == null
                        ? before.publishers()
                        : input.allowedPublishers().signingProfileVersionArns(),
                CodeSigningRules.policy(input.codeSigningPolicies(), before.policy()),
                lambda.clock().time().now());
        lambda.stores().codeSignings().put(after);
        return after;
    }
}
