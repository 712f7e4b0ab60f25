package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListFunctionsByCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsByCodeSigningConfigResponse;

/** Lists the functions with a code signing configuration: none, as functions of images have none. */
final class ListFunctionsByCodeSigningConfig
        implements Operation.Plain<ListFunctionsByCodeSigningConfigRequest, ListFunctionsByCodeSigningConfigResponse> {
    private final ControlPlane lambda;

    ListFunctionsByCodeSigningConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(ListFunctionsByCodeSigningConfigRequest input) {
        return List.of(Access.to(
                "lambda:ListFunctionsByCodeSigningConfig", CodeSigningRules.arn(input.codeSigningConfigArn())));
    }

    @Override
    public ListFunctionsByCodeSigningConfigResponse call(ListFunctionsByCodeSigningConfigRequest input) {
        var ignored = CodeSigningRules.existing(lambda, input.codeSigningConfigArn());
        return ListFunctionsByCodeSigningConfigResponse.builder()
                .functionArns(List.of())
                .build();
    }
}
