package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionUrl;
import davit.functions.model.LambdaError;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;

/** Gives a function or an alias an address. */
final class CreateFunctionUrlConfig
        implements Operation.Plain<CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse> {
    private static final int CREATED = 201;

    private final ControlPlane lambda;

    CreateFunctionUrlConfig(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(CreateFunctionUrlConfigRequest input) {
        return UrlConfigs.reference(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(CreateFunctionUrlConfigRequest input) {
        return List.of(
                Access.to("lambda:CreateFunctionUrlConfig", reference(input).arn()));
    }

    @Override
    public int successStatus() {
        return CREATED;
    }

    @Override
    public CreateFunctionUrlConfigResponse call(CreateFunctionUrlConfigRequest input) {
        new Constraints().required("authType", input.authTypeAsString()).check();
        UrlConfigs.check(input.authTypeAsString(), input.invokeModeAsString(), input.cors());
        FunctionReference reference = reference(input);
        Instant now = lambda.clock().time().now();
        FunctionUrl url = new FunctionUrl(
                lambda.clock().ids().urlId(),
                input.authTypeAsString(),
                or(input.invokeModeAsString(), FunctionUrl.BUFFERED),
                UrlConfigs.kept(input.cors()),
                now,
                now);
        FunctionUrl created = lambda.policies().atomically(() -> insert(reference, url));
        return Configurations.fill(
                        CreateFunctionUrlConfigResponse.builder(),
                        UrlConfigs.shown(reference.id(), reference.qualifierOrLatest(), created))
                .build();
    }

    private FunctionUrl insert(FunctionReference reference, FunctionUrl url) {
        UrlConfigs.checkExists(lambda, reference);
        String qualifier = reference.qualifierOrLatest();
        if (lambda.stores().urls().find(reference.id(), qualifier).isPresent()) {
            throw LambdaError.RESOURCE_CONFLICT.because("Failed to create function url config for [functionArn = "
                    + reference.arn() + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
        }
        lambda.stores().urls().put(reference.id(), qualifier, url);
        return url;
    }
}
