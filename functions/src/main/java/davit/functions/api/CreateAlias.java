package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Alias;
import davit.functions.model.Constraints;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;

/** Gives a version of a function a name. */
final class CreateAlias implements Operation.Plain<CreateAliasRequest, CreateAliasResponse> {
    private static final int CREATED = 201;

    private final ControlPlane lambda;

    CreateAlias(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(CreateAliasRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(CreateAliasRequest input) {
        return List.of(Access.to("lambda:CreateAlias", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return CREATED;
    }

    @Override
    public CreateAliasResponse call(CreateAliasRequest input) {
        Constraints constraints = AliasRules.name(input.name()).required("functionVersion", input.functionVersion());
        AliasRules.constrain(constraints, input.functionVersion(), input.description(), input.routingConfig());
        FunctionId id = reference(input).id();
        Alias alias = new Alias(
                id,
                input.name(),
                input.functionVersion(),
                or(input.description(), ""),
                or(AliasRules.weights(input.routingConfig()), Map.of()),
                lambda.clock().ids().uuid());
        Alias created = lambda.policies().atomically(() -> insert(alias));
        return Configurations.fill(CreateAliasResponse.builder(), AliasRules.shown(created))
                .build();
    }

    private Alias insert(Alias alias) {
        Alias checked = AliasRules.checked(lambda, alias);
        if (!lambda.aliases().insert(checked)) {
            throw LambdaError.RESOURCE_CONFLICT.because("Alias already exists: " + alias.arn());
        }
        return checked;
    }
}
