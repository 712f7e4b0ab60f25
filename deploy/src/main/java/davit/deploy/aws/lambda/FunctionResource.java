package davit.deploy.aws.lambda;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.resource.TagChange;
import davit.deploy.aws.resource.Waiting;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.Checked;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** {@code aws:lambda/function:Function}; its id is its name. */
public final class FunctionResource implements AwsResource {
    private static final String LATEST = "$LATEST";

    private final Aws aws;

    /** Functions of {@code aws}. */
    public FunctionResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return FunctionSchema.SCHEMA;
    }

    @Override
    public List<Checked.Failure> validate(Properties inputs) {
        List<Checked.Failure> failures = new ArrayList<>();
        boolean isImage = inputs.text(FunctionSchema.PACKAGE).orElse("").equals("Image");
        if (!inputs.has(FunctionSchema.IMAGE) && !inputs.has(FunctionSchema.BUCKET)) {
            failures.add(new Checked.Failure(
                    isImage ? FunctionSchema.IMAGE : "", "one of `code,imageUri,s3Bucket` must be specified"));
        }
        if (inputs.has(FunctionSchema.IMAGE) && inputs.has(FunctionSchema.BUCKET)) {
            failures.add(
                    new Checked.Failure(FunctionSchema.IMAGE, "only one of `code,imageUri,s3Bucket` can be specified"));
        }
        if (inputs.has(FunctionSchema.BUCKET) != inputs.has(FunctionSchema.OBJECT_KEY)) {
            failures.add(new Checked.Failure(FunctionSchema.BUCKET, "s3Bucket and s3Key must be specified together"));
        }
        return failures;
    }

    @Override
    public List<String> unstable(Set<String> changed, Properties inputs) {
        List<String> unstable = new ArrayList<>();
        boolean isCode = !Collections.disjoint(changed, FunctionRequests.CODE);
        if (isCode) {
            unstable.addAll(List.of(FunctionSchema.CODE_SHA, "sourceCodeSize"));
            if (!inputs.has(FunctionSchema.CODE_HASH)) {
                unstable.add(FunctionSchema.CODE_HASH);
            }
        }
        if (isCode || !Collections.disjoint(changed, FunctionRequests.CONFIGURATION)) {
            unstable.add("lastModified");
            if (inputs.bool(FunctionSchema.PUBLISH).orElse(false)) {
                unstable.addAll(List.of("version", "qualifiedArn", "qualifiedInvokeArn"));
            }
        }
        return unstable;
    }

    @Override
    public Optional<String> idInput() {
        return Optional.of("name");
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException {
        return new Waiting(aws.time(), aws.propagation())
                .retrying(
                        FunctionResource::passes,
                        () -> aws.lambda(inputs)
                                .createFunction(FunctionRequests.create(
                                        inputs, aws.tags().all(inputs))))
                .functionName();
    }

    /** What AWS says for a while after a role was made or changed. */
    private static boolean passes(SdkException error) {
        return AwsErrors.says(error, "role defined for the function cannot be assumed")
                || AwsErrors.says(error, "execution role does not have permissions")
                || AwsErrors.says(error, "throttled by EC2");
    }

    @Override
    public void complete(OperationContext context, String id, Properties inputs)
            throws ProviderException, InterruptedException {
        LambdaClient lambda = aws.lambda(inputs);
        new FunctionWaits(aws, lambda, context).untilActive(id);
        int reserved = inputs.integer(FunctionSchema.CONCURRENCY).orElse(-1);
        if (reserved >= 0) {
            lambda.putFunctionConcurrency(request -> request.functionName(id).reservedConcurrentExecutions(reserved));
        }
    }

    @Override
    public Set<String> doubtful() {
        return Set.of(FunctionSchema.IMAGE, FunctionSchema.BUCKET);
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        LambdaClient lambda = aws.lambda(state.outputs());
        try {
            GetFunctionResponse function = lambda.getFunction(request -> request.functionName(state.id()));
            FunctionConfiguration configuration = function.configuration();
            Outputs outputs = settings(configuration)
                    .all(FunctionBlocks.outputs(configuration))
                    .all(arns(configuration, state))
                    .text("region", aws.region(state.outputs()))
                    .text(FunctionSchema.IMAGE, image(function))
                    .number(
                            FunctionSchema.CONCURRENCY,
                            function.concurrency() == null
                                            || function.concurrency().reservedConcurrentExecutions() == null
                                    ? (Number) FunctionSchema.UNRESERVED
                                    : function.concurrency().reservedConcurrentExecutions())
                    .all(aws.tags().outputs(function.tags(), state.inputs()));
            if (state.inputs().has(FunctionSchema.SIGNING)) {
                outputs.text(
                        FunctionSchema.SIGNING,
                        lambda.getFunctionCodeSigningConfig(request -> request.functionName(state.id()))
                                .codeSigningConfigArn());
            }
            return Optional.of(outputs.build());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static String image(GetFunctionResponse function) {
        return function.code() == null || function.code().imageUri() == null
                ? ""
                : function.code().imageUri();
    }

    private static Outputs settings(FunctionConfiguration function) {
        return new Outputs()
                .texts(FunctionSchema.ARCHITECTURES, function.architecturesAsStrings())
                .text(FunctionSchema.CODE_SHA, function.codeSha256())
                .text(FunctionSchema.CODE_HASH, function.codeSha256())
                .number("sourceCodeSize", function.codeSize())
                .text(FunctionSchema.DESCRIPTION, function.description())
                .text(FunctionSchema.HANDLER, function.handler())
                .text(FunctionSchema.KEY, function.kmsKeyArn())
                .text("lastModified", function.lastModified())
                .someTexts(
                        FunctionSchema.LAYERS,
                        function.layers().stream().map(layer -> layer.arn()).toList())
                .number(FunctionSchema.MEMORY, function.memorySize())
                .text(FunctionSchema.NAME, function.functionName())
                .text(FunctionSchema.PACKAGE, function.packageTypeAsString())
                .text(FunctionSchema.ROLE, function.role())
                .text(FunctionSchema.RUNTIME, function.runtimeAsString())
                .text("signingJobArn", function.signingJobArn())
                .text("signingProfileVersionArn", function.signingProfileVersionArn())
                .number(FunctionSchema.TIMEOUT, function.timeout());
    }

    private Properties arns(FunctionConfiguration function, ResourceState state) {
        String arn = function.functionArn();
        String version = state.inputs().bool(FunctionSchema.PUBLISH).orElse(false) ? latestVersion(state) : LATEST;
        return new Outputs()
                .text("arn", arn)
                .text("invokeArn", new InvokeArn(aws).of(arn, state.outputs()))
                .text("responseStreamingInvokeArn", new InvokeArn(aws).streamingOf(arn, state.outputs()))
                .text("qualifiedArn", arn + ":" + version)
                .text("qualifiedInvokeArn", new InvokeArn(aws).of(arn + ":" + version, state.outputs()))
                .text("version", version)
                .build();
    }

    private String latestVersion(ResourceState state) {
        return aws
                .lambda(state.outputs())
                .listVersionsByFunctionPaginator(request -> request.functionName(state.id()))
                .versions()
                .stream()
                .map(FunctionConfiguration::version)
                .reduce(LATEST, (_, later) -> later);
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException {
        Set<String> changed = FunctionSchema.SCHEMA.diff(old.inputs(), inputs).changed();
        LambdaClient lambda = aws.lambda(old.outputs());
        String name = old.id();
        changeAround(lambda, old, inputs, changed);
        boolean isConfiguration = !Collections.disjoint(changed, FunctionRequests.CONFIGURATION);
        boolean isCode = !Collections.disjoint(changed, FunctionRequests.CODE);
        FunctionWaits waits = new FunctionWaits(aws, lambda, context);
        if (isConfiguration) {
            new Waiting(aws.time(), aws.propagation())
                    .retrying(
                            error -> passes(error) || isBusy(error),
                            () -> lambda.updateFunctionConfiguration(
                                    FunctionRequests.updateConfiguration(name, inputs, changed)));
            waits.untilUpdated(name);
        }
        if (isCode) {
            new Waiting(aws.time(), aws.propagation())
                    .retrying(
                            FunctionResource::isBusy,
                            () -> lambda.updateFunctionCode(FunctionRequests.updateCode(name, inputs)));
            waits.untilUpdated(name);
        }
        boolean isPublished = inputs.bool(FunctionSchema.PUBLISH).orElse(false);
        if (isPublished && (isConfiguration || isCode || changed.contains(FunctionSchema.PUBLISH))) {
            lambda.publishVersion(request -> request.functionName(name));
        }
    }

    private static boolean isBusy(SdkException error) {
        return AwsErrors.hasCode(error, "ResourceConflictException") && AwsErrors.says(error, "in progress");
    }

    private void changeAround(LambdaClient lambda, ResourceState old, Properties inputs, Set<String> changed) {
        String name = old.id();
        if (changed.contains(FunctionSchema.SIGNING)) {
            inputs.text(FunctionSchema.SIGNING)
                    .ifPresentOrElse(
                            arn -> lambda.putFunctionCodeSigningConfig(
                                    request -> request.functionName(name).codeSigningConfigArn(arn)),
                            () -> lambda.deleteFunctionCodeSigningConfig(request -> request.functionName(name)));
        }
        if (changed.contains(FunctionSchema.CONCURRENCY)) {
            int reserved = inputs.integer(FunctionSchema.CONCURRENCY).orElse(-1);
            if (reserved >= 0) {
                lambda.putFunctionConcurrency(
                        request -> request.functionName(name).reservedConcurrentExecutions(reserved));
            } else {
                lambda.deleteFunctionConcurrency(request -> request.functionName(name));
            }
        }
        String arn = old.outputs().text("arn").orElseThrow();
        TagChange change =
                TagChange.between(old.outputs().textMap("tagsAll"), aws.tags().all(inputs));
        if (!change.removed().isEmpty()) {
            lambda.untagResource(request -> request.resource(arn).tagKeys(change.removed()));
        }
        if (!change.set().isEmpty()) {
            lambda.tagResource(request -> request.resource(arn).tags(change.set()));
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        if (state.inputs().bool(FunctionSchema.SKIP_DESTROY).orElse(false)) {
            context.progress().line("stays: skipDestroy is set");
            return;
        }
        try {
            aws.lambda(state.outputs()).deleteFunction(request -> request.functionName(state.id()));
        } catch (ResourceNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }
}
