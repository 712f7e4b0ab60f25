package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Alias;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;

/** Shows an alias. */
final class GetAlias implements Operation.Plain<GetAliasRequest, GetAliasResponse> {
    private final ControlPlane lambda;

    GetAlias(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetAliasRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(GetAliasRequest input) {
        return List.of(Access.to("lambda:GetAlias", reference(input).id().arn()));
    }

    @Override
    public GetAliasResponse call(GetAliasRequest input) {
        AliasRules.name(input.name()).check();
        FunctionReference reference = reference(input);
        Alias alias = lambda.aliases()
                .find(reference.id(), input.name())
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.because(
                        "Cannot find alias arn: " + reference.id().arn(input.name())));
        return Configurations.fill(GetAliasResponse.builder(), AliasRules.shown(alias))
                .build();
    }
}
