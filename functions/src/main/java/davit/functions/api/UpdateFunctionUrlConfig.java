package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionUrl;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigResponse;

/** Changes what is said about an address; what is not given stays. */
final class UpdateFunctionUrlConfig
        implements Operation.Plain<UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse> {
    private final ControlPlane lambda;

    UpdateFunctionUrlConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(UpdateFunctionUrlConfigRequest input) {
        return UrlConfigs.reference(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(UpdateFunctionUrlConfigRequest input) {
        return List.of(
                Access.to("lambda:UpdateFunctionUrlConfig", reference(input).arn()));
    }

    @Override
    public UpdateFunctionUrlConfigResponse call(UpdateFunctionUrlConfigRequest input) {
        UrlConfigs.check(input.authTypeAsString(), input.invokeModeAsString(), input.cors());
        FunctionReference reference = reference(input);
        FunctionUrl updated = lambda.policies().atomically(() -> update(reference, input));
        return Configurations.fill(
                        UpdateFunctionUrlConfigResponse.builder(),
                        UrlConfigs.shown(reference.id(), reference.qualifierOrLatest(), updated))
                .build();
    }

    private FunctionUrl update(FunctionReference reference, UpdateFunctionUrlConfigRequest input) {
        UrlConfigs.checkExists(lambda, reference);
        String qualifier = reference.qualifierOrLatest();
        FunctionUrl before =
                lambda.stores().urls().find(reference.id(), qualifier).orElseThrow(UrlConfigs::missing);
        FunctionUrl after = new FunctionUrl(
                before.id(),
                or(input.authTypeAsString(), before.authType()),
                or(input.invokeModeAsString(), before.invokeMode()),
                input.cors() == null ? before.cors() : UrlConfigs.kept(input.cors()),
                before.created(),
                lambda.clock().time().now());
        lambda.stores().urls().put(reference.id(), qualifier, after);
        return after;
    }
}
