package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Alias;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.QualifiedVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;

/**
 * Deletes a function with all that belongs to it; what it has accepted and not begun is dropped. With a qualifier it
 * deletes one version, unless an alias points to it.
 */
final class DeleteFunction implements Operation.Plain<DeleteFunctionRequest, DeleteFunctionResponse> {
    private static final int NO_CONTENT = 204;

    private final ControlPlane lambda;

    DeleteFunction(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(DeleteFunctionRequest input) {
        return FunctionReference.parse(input.functionName(), input.qualifier());
    }

    @Override
    public List<Access> access(DeleteFunctionRequest input) {
        return List.of(Access.to("lambda:DeleteFunction", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return NO_CONTENT;
    }

    @Override
    public DeleteFunctionResponse call(DeleteFunctionRequest input) {
        FunctionReference reference = reference(input);
        if (reference.qualifier().filter(FunctionReference.LATEST::equals).isPresent()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "$LATEST version cannot be deleted without deleting the function.");
        }
        if (reference.isAlias()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Deletion of aliases is not currently supported.");
        }
        FunctionId id = lambda.functions()
                .find(reference.id())
                .orElseThrow(reference::notFound)
                .id();
        List<Long> generations = lambda.policies()
                .atomically(() -> reference
                        .qualifier()
                        .map(number -> deleteVersion(id, number))
                        .orElseGet(() -> deleteAll(id)));
        generations.forEach(generation -> lambda.dispatcher().retire(id, generation));
        lambda.work().provisioning().balance();
        return DeleteFunctionResponse.builder().statusCode(NO_CONTENT).build();
    }

    /** Deletes a version if it is there; returns what its environments serve. */
    private List<Long> deleteVersion(FunctionId id, String number) {
        List<String> pointing = lambda.aliases().all(id).stream()
                .filter(alias -> alias.pointsTo(number))
                .map(Alias::name)
                .toList();
        if (!pointing.isEmpty()) {
            throw LambdaError.RESOURCE_CONFLICT.because(
                    "Unable to delete version because the following aliases reference it: " + pointing);
        }
        Optional<QualifiedVersion> version = lambda.versions().find(id, number);
        version.ifPresent(found -> {
            lambda.versions().delete(id, number);
            lambda.forgetQualifier(id, number);
        });
        return version.map(found -> found.current().generation()).stream().toList();
    }

    /** Deletes a function; returns what its environments serve. */
    private List<Long> deleteAll(FunctionId id) {
        List<Long> generations = new ArrayList<>();
        lambda.dispatcher().reserve(id, null);
        lambda.functions().find(id).ifPresent(function -> {
            generations.add(function.current().generation());
            if (function.serving() != null) {
                generations.add(function.serving().generation());
            }
            if (function.published() != null) {
                lambda.versions().rememberLast(id, function.published().number());
            }
        });
        for (QualifiedVersion version : lambda.versions().all(id)) {
            generations.add(version.current().generation());
            lambda.versions().delete(id, version.number());
        }
        lambda.aliases().all(id).forEach(alias -> lambda.aliases().delete(id, alias.name()));
        lambda.forgetQualifiers(id);
        lambda.asyncInvoker().forget(id);
        lambda.functions().delete(id);
        return generations;
    }
}
