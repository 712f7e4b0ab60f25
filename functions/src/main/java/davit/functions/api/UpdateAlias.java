package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Alias;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/** Points an alias to another version, or shares its invocations between two; what a request does not name stays. */
final class UpdateAlias implements Operation.Plain<UpdateAliasRequest, UpdateAliasResponse> {
    private final ControlPlane lambda;

    UpdateAlias(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(UpdateAliasRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(UpdateAliasRequest input) {
        return List.of(Access.to("lambda:UpdateAlias", reference(input).id().arn()));
    }

    @Override
    public UpdateAliasResponse call(UpdateAliasRequest input) {
        AliasRules.constrain(
                AliasRules.name(input.name()), input.functionVersion(), input.description(), input.routingConfig());
        FunctionReference reference = reference(input);
        Alias after = lambda.aliases()
                .update(reference.id(), input.name(), before -> changed(before, input))
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.because(
                        "Alias not found: " + reference.id().arn(input.name())));
        lambda.work().provisioning().balance();
        return Configurations.fill(UpdateAliasResponse.builder(), AliasRules.shown(after))
                .build();
    }

    private Alias changed(Alias before, UpdateAliasRequest input) {
        if (input.revisionId() != null && !input.revisionId().equals(before.revisionId())) {
            throw ControlPlane.revisionMismatch();
        }
        boolean isProvisioned = lambda.qualifiers()
                .provisioned()
                .find(before.function(), before.name())
                .isPresent();
        if (isProvisioned && FunctionReference.LATEST.equals(input.functionVersion())) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(ProvisionedRules.UNPUBLISHED);
        }
        return AliasRules.checked(
                lambda,
                new Alias(
                        before.function(),
                        before.name(),
                        or(input.functionVersion(), before.version()),
                        or(input.description(), before.description()),
                        or(AliasRules.weights(input.routingConfig()), before.weights()),
                        lambda.clock().ids().uuid()));
    }
}
