package davit.functions.api;

import static davit.functions.api.ImageSettings.isNonEmpty;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestLimit;
import davit.functions.model.Architecture;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionCode;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionSettings;
import davit.functions.model.LambdaError;
import davit.functions.model.ManagedRuntime;
import davit.functions.model.QualifiedVersion;
import davit.functions.store.Publications.Published;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;

/** Gives a function another image or archive; a tag is resolved now, a later push changes nothing. */
final class UpdateFunctionCode implements Operation.Plain<UpdateFunctionCodeRequest, UpdateFunctionCodeResponse> {
    private final ControlPlane lambda;

    UpdateFunctionCode(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(UpdateFunctionCodeRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(UpdateFunctionCodeRequest input) {
        return List.of(
                Access.to("lambda:UpdateFunctionCode", reference(input).id().arn()));
    }

    @Override
    public RequestLimit requestLimit() {
        return CreateFunction.withCode("UpdateFunctionCode");
    }

    @Override
    public UpdateFunctionCodeResponse call(UpdateFunctionCodeRequest input) {
        new Constraints()
                .eachOneOf("architectures", input.architecturesAsStrings(), Architecture.WORDS)
                .size("architectures", input.hasArchitectures() ? input.architecturesAsStrings() : null, 1, 1)
                .check();
        FunctionReference reference = reference(input);
        Function before = lambda.existing(reference);
        ManagedRuntime runtime = before.current().settings().runtime();
        if (runtime == null) {
            checkImage(input);
        } else {
            Packages.refuse("ImageUri", "updating", isNonEmpty(input.imageUri()));
        }
        Architecture architecture = input.hasArchitectures()
                ? Architecture.of(input.architecturesAsStrings().getFirst())
                : before.current().settings().architecture();
        ControlPlane.checkChangeable(before, input.revisionId());
        FunctionCode code = runtime == null
                ? ImageSettings.resolve(lambda.images(), input.imageUri(), architecture)
                : zip(input, runtime, architecture);
        if (Boolean.TRUE.equals(input.dryRun())) {
            return shown(Configurations.of(changed(before, code, architecture)));
        }
        AtomicReference<QualifiedVersion> published = new AtomicReference<>(QualifiedVersion.latestOf(before));
        Function after = lambda.change(reference, input.revisionId(), latest -> {
            Published made = published(changed(latest, code, architecture), Boolean.TRUE.equals(input.publish()));
            published.set(made.version());
            return made.function();
        });
        return shown(
                Boolean.TRUE.equals(input.publish()) ? Configurations.of(published.get()) : Configurations.of(after));
    }

    private Published published(Function changed, boolean publish) {
        return publish
                ? lambda.stores().publications().publish(changed, null)
                : new Published(changed, QualifiedVersion.latestOf(changed));
    }

    private static UpdateFunctionCodeResponse shown(FunctionConfiguration configuration) {
        return Configurations.fill(UpdateFunctionCodeResponse.builder(), configuration)
                .build();
    }

    private FunctionCode zip(UpdateFunctionCodeRequest input, ManagedRuntime runtime, Architecture architecture) {
        CodeSources.Place place =
                new CodeSources.Place(input.zipFile(), input.s3Bucket(), input.s3Key(), input.s3ObjectVersion());
        if (place.isNowhere()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Please provide a source for function code.");
        }
        return lambda.packages().code(place, runtime, architecture);
    }

    private static void checkImage(UpdateFunctionCodeRequest input) {
        if (!isNonEmpty(input.imageUri()) || input.zipFile() != null || isNonEmpty(input.s3Bucket())) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Please provide ImageUri when updating a function with packageType Image.");
        }
    }

    private Function changed(Function before, FunctionCode code, Architecture architecture) {
        FunctionSettings settings = before.current().settings();
        FunctionSettings changed = new FunctionSettings(
                settings.role(),
                settings.description(),
                settings.timeoutSeconds(),
                settings.memoryMb(),
                settings.scratchMb(),
                settings.environment(),
                settings.image(),
                architecture,
                settings.tracing(),
                settings.logs(),
                settings.network(),
                settings.runtime());
        return lambda.changed(before, code, changed);
    }
}
