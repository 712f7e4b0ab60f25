package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.CodeSigning;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.CreateCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateCodeSigningConfigResponse;

/** Makes a code signing configuration. */
final class CreateCodeSigningConfig
        implements Operation.Plain<CreateCodeSigningConfigRequest, CreateCodeSigningConfigResponse> {
    private static final int CREATED = 201;

    private final ControlPlane lambda;

    CreateCodeSigningConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(CreateCodeSigningConfigRequest input) {
        return List.of(Access.toAny("lambda:CreateCodeSigningConfig"));
    }

    @Override
    public int successStatus() {
        return CREATED;
    }

    @Override
    public CreateCodeSigningConfigResponse call(CreateCodeSigningConfigRequest input) {
        CodeSigningRules.check(input.description(), input.allowedPublishers(), input.codeSigningPolicies(), true);
        CodeSigning created = new CodeSigning(
                lambda.clock().ids().codeSigningId(),
                CreateFunction.or(input.description(), ""),
                input.allowedPublishers().signingProfileVersionArns(),
                CodeSigningRules.policy(input.codeSigningPolicies(), "Warn"),
                lambda.clock().time().now());
        lambda.stores().codeSignings().put(created);
        return CreateCodeSigningConfigResponse.builder()
                .codeSigningConfig(CodeSigningRules.shown(created))
                .build();
    }
}
