package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.CodeSigning;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteCodeSigningConfigResponse;

/** Deletes a code signing configuration. */
final class DeleteCodeSigningConfig
        implements Operation.Plain<DeleteCodeSigningConfigRequest, DeleteCodeSigningConfigResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    DeleteCodeSigningConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(DeleteCodeSigningConfigRequest input) {
        return List.of(Access.to("lambda:DeleteCodeSigningConfig", CodeSigningRules.arn(input.codeSigningConfigArn())));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteCodeSigningConfigResponse call(DeleteCodeSigningConfigRequest input) {
        CodeSigning found = CodeSigningRules.existing(lambda, input.codeSigningConfigArn());
        lambda.stores().codeSignings().delete(found);
        return DeleteCodeSigningConfigResponse.builder().build();
    }
}
