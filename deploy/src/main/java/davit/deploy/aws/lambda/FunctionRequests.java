package davit.deploy.aws.lambda;

import davit.deploy.value.Properties;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** A function's inputs as requests to Lambda. */
final class FunctionRequests {
    /** Changing one of these takes {@code UpdateFunctionCode}. */
    static final Set<String> CODE = Set.of(
            FunctionSchema.IMAGE,
            FunctionSchema.ARCHITECTURES,
            FunctionSchema.CODE_HASH,
            FunctionSchema.CODE_SHA,
            FunctionSchema.BUCKET,
            FunctionSchema.OBJECT_KEY,
            FunctionSchema.OBJECT_VERSION);
    /** Changing one of these takes {@code UpdateFunctionConfiguration}. */
    static final Set<String> CONFIGURATION = Set.of(
            FunctionSchema.DEAD_LETTER,
            FunctionSchema.DESCRIPTION,
            FunctionSchema.ENVIRONMENT,
            FunctionSchema.STORAGE,
            FunctionSchema.FILE_SYSTEM,
            FunctionSchema.HANDLER,
            FunctionSchema.IMAGE_CONFIG,
            FunctionSchema.KEY,
            FunctionSchema.LAYERS,
            FunctionSchema.LOGGING,
            FunctionSchema.MEMORY,
            FunctionSchema.ROLE,
            FunctionSchema.RUNTIME,
            FunctionSchema.SNAP_START,
            FunctionSchema.TIMEOUT,
            FunctionSchema.TRACING,
            FunctionSchema.NETWORK);

    private FunctionRequests() {}

    static CreateFunctionRequest create(Properties inputs, Map<String, String> tags) {
        CreateFunctionRequest.Builder request = CreateFunctionRequest.builder()
                .functionName(inputs.text(FunctionSchema.NAME).orElseThrow())
                .role(inputs.text(FunctionSchema.ROLE).orElseThrow())
                .packageType(inputs.text(FunctionSchema.PACKAGE).orElseThrow())
                .code(code(inputs))
                .publish(inputs.bool(FunctionSchema.PUBLISH).orElse(false));
        inputs.integer(FunctionSchema.MEMORY).ifPresent(request::memorySize);
        inputs.integer(FunctionSchema.TIMEOUT).ifPresent(request::timeout);
        inputs.text(FunctionSchema.DESCRIPTION).ifPresent(request::description);
        inputs.text(FunctionSchema.HANDLER).ifPresent(request::handler);
        inputs.text(FunctionSchema.RUNTIME).ifPresent(request::runtime);
        inputs.text(FunctionSchema.KEY).ifPresent(request::kmsKeyArn);
        inputs.text(FunctionSchema.SIGNING).ifPresent(request::codeSigningConfigArn);
        if (!inputs.texts(FunctionSchema.ARCHITECTURES).isEmpty()) {
            request.architecturesWithStrings(inputs.texts(FunctionSchema.ARCHITECTURES));
        }
        if (!inputs.texts(FunctionSchema.LAYERS).isEmpty()) {
            request.layers(inputs.texts(FunctionSchema.LAYERS));
        }
        if (!tags.isEmpty()) {
            request.tags(tags);
        }
        addBlocks(request, inputs);
        return request.build();
    }

    private static void addBlocks(CreateFunctionRequest.Builder request, Properties inputs) {
        FunctionBlocks blocks = new FunctionBlocks(inputs);
        if (inputs.has(FunctionSchema.DEAD_LETTER)) {
            request.deadLetterConfig(blocks.deadLetter());
        }
        if (inputs.has(FunctionSchema.ENVIRONMENT)) {
            request.environment(blocks.environment());
        }
        if (inputs.has(FunctionSchema.STORAGE)) {
            request.ephemeralStorage(blocks.storage());
        }
        if (inputs.has(FunctionSchema.FILE_SYSTEM)) {
            request.fileSystemConfigs(blocks.fileSystems());
        }
        if (inputs.has(FunctionSchema.IMAGE_CONFIG)) {
            request.imageConfig(blocks.image());
        }
        if (inputs.has(FunctionSchema.LOGGING)) {
            request.loggingConfig(blocks.logging());
        }
        if (inputs.has(FunctionSchema.SNAP_START)) {
            request.snapStart(blocks.snapStart());
        }
        if (inputs.has(FunctionSchema.TRACING)) {
            request.tracingConfig(blocks.tracing());
        }
        if (inputs.has(FunctionSchema.NETWORK)) {
            request.vpcConfig(blocks.network());
        }
    }

    private static FunctionCode code(Properties inputs) {
        FunctionCode.Builder code = FunctionCode.builder();
        inputs.text(FunctionSchema.IMAGE).ifPresent(code::imageUri);
        inputs.text(FunctionSchema.BUCKET).ifPresent(code::s3Bucket);
        inputs.text(FunctionSchema.OBJECT_KEY).ifPresent(code::s3Key);
        inputs.text(FunctionSchema.OBJECT_VERSION).ifPresent(code::s3ObjectVersion);
        return code.build();
    }

    static UpdateFunctionCodeRequest updateCode(String name, Properties inputs) {
        UpdateFunctionCodeRequest.Builder request =
                UpdateFunctionCodeRequest.builder().functionName(name);
        inputs.text(FunctionSchema.IMAGE).ifPresent(request::imageUri);
        inputs.text(FunctionSchema.BUCKET).ifPresent(request::s3Bucket);
        inputs.text(FunctionSchema.OBJECT_KEY).ifPresent(request::s3Key);
        inputs.text(FunctionSchema.OBJECT_VERSION).ifPresent(request::s3ObjectVersion);
        if (!inputs.texts(FunctionSchema.ARCHITECTURES).isEmpty()) {
            request.architectures(inputs.texts(FunctionSchema.ARCHITECTURES).stream()
                    .map(Architecture::fromValue)
                    .toList());
        }
        return request.build();
    }

    /** Sets what has changed; what the program no longer sets gets Lambda's default. */
    static UpdateFunctionConfigurationRequest updateConfiguration(String name, Properties inputs, Set<String> changed) {
        UpdateFunctionConfigurationRequest.Builder request =
                UpdateFunctionConfigurationRequest.builder().functionName(name);
        for (String property : changed) {
            set(request, property, inputs);
        }
        return request.build();
    }

    private static void set(UpdateFunctionConfigurationRequest.Builder request, String property, Properties inputs) {
        FunctionBlocks blocks = new FunctionBlocks(inputs);
        String text = inputs.text(property).orElse("");
        switch (property) {
            case FunctionSchema.DEAD_LETTER -> request.deadLetterConfig(blocks.deadLetter());
            case FunctionSchema.DESCRIPTION -> request.description(text);
            case FunctionSchema.ENVIRONMENT -> request.environment(blocks.environment());
            case FunctionSchema.STORAGE -> request.ephemeralStorage(blocks.storage());
            case FunctionSchema.FILE_SYSTEM -> request.fileSystemConfigs(blocks.fileSystems());
            case FunctionSchema.HANDLER -> request.handler(text);
            case FunctionSchema.IMAGE_CONFIG -> request.imageConfig(blocks.image());
            case FunctionSchema.KEY -> request.kmsKeyArn(text);
            case FunctionSchema.LAYERS -> request.layers(inputs.texts(property));
            case FunctionSchema.LOGGING -> request.loggingConfig(blocks.logging());
            case FunctionSchema.MEMORY ->
                request.memorySize(inputs.integer(property).orElseThrow());
            case FunctionSchema.ROLE -> request.role(text);
            case FunctionSchema.RUNTIME -> request.runtime(text);
            case FunctionSchema.SNAP_START -> request.snapStart(blocks.snapStart());
            case FunctionSchema.TIMEOUT ->
                request.timeout(inputs.integer(property).orElseThrow());
            case FunctionSchema.TRACING -> request.tracingConfig(blocks.tracing());
            case FunctionSchema.NETWORK -> request.vpcConfig(blocks.network());
            default -> {
                // Not part of the configuration: another call sets it.
            }
        }
    }
}
