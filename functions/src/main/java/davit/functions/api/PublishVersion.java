package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionReference;
import davit.functions.model.LambdaError;
import davit.functions.model.QualifiedVersion;
import davit.functions.store.Publications.Published;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

/** Publishes the present code and settings of a function as a version; answers with the last one if nothing changed. */
final class PublishVersion implements Operation.Plain<PublishVersionRequest, PublishVersionResponse> {
    private static final int CREATED = 201;
    private static final int MAX_DESCRIPTION = 256;

    private final ControlPlane lambda;

    PublishVersion(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(PublishVersionRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(PublishVersionRequest input) {
        return List.of(Access.to("lambda:PublishVersion", reference(input).id().arn()));
    }

    @Override
    public int successStatus() {
        return CREATED;
    }

    @Override
    public PublishVersionResponse call(PublishVersionRequest input) {
        new Constraints()
                .length("description", input.description(), 0, MAX_DESCRIPTION)
                .check();
        FunctionReference reference = reference(input);
        Function before = lambda.existing(reference);
        AtomicReference<QualifiedVersion> published = new AtomicReference<>(QualifiedVersion.latestOf(before));
        Function ignored = lambda.functions()
                .update(reference.id(), latest -> {
                    ControlPlane.checkChangeable(latest, input.revisionId());
                    checkCode(latest, input.codeSha256());
                    ControlPlane.checkPublishable(latest);
                    Published made = lambda.stores().publications().publish(latest, input.description());
                    published.set(made.version());
                    return made.function();
                })
                .orElseThrow(reference::notFound);
        return Configurations.fill(PublishVersionResponse.builder(), Configurations.of(published.get()))
                .build();
    }

    private static void checkCode(Function latest, @Nullable String codeSha256) {
        String actual = latest.current().code().codeSha256();
        if (codeSha256 != null && !codeSha256.isEmpty() && !codeSha256.equals(actual)) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "CodeSHA256 (" + codeSha256 + ") is different from current CodeSHA256 in $LATEST (" + actual
                            + "). Please try again with the CodeSHA256 in $LATEST.");
        }
    }
}
