package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionUrl;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;

/** Shows the address of a function or an alias. */
final class GetFunctionUrlConfig implements Operation.Plain<GetFunctionUrlConfigRequest, GetFunctionUrlConfigResponse> {
    private final ControlPlane lambda;

    GetFunctionUrlConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(GetFunctionUrlConfigRequest input) {
        return UrlConfigs.reference(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(GetFunctionUrlConfigRequest input) {
        return List.of(Access.to("lambda:GetFunctionUrlConfig", reference(input).arn()));
    }

    @Override
    public GetFunctionUrlConfigResponse call(GetFunctionUrlConfigRequest input) {
        FunctionReference reference = reference(input);
        String qualifier = reference.qualifierOrLatest();
        FunctionUrl url = lambda.stores().urls().find(reference.id(), qualifier).orElseThrow(UrlConfigs::missing);
        return Configurations.fill(
                        GetFunctionUrlConfigResponse.builder(), UrlConfigs.shown(reference.id(), qualifier, url))
                .build();
    }
}
