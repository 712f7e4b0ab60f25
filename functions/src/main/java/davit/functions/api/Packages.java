package davit.functions.api;

import static davit.functions.api.ImageSettings.isNonEmpty;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.functions.model.Architecture;
import davit.functions.model.FunctionCode;
import davit.functions.model.LambdaError;
import davit.functions.model.LayerId;
import davit.functions.model.LayerUse;
import davit.functions.model.LayerVersion;
import davit.functions.model.ManagedRuntime;
import davit.functions.model.RuntimeRules;
import davit.functions.model.ZipCode;
import davit.functions.port.FunctionImages;
import davit.functions.port.FunctionImages.ManagedImage;
import davit.functions.port.FunctionImages.Part;
import davit.functions.store.Layers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * Puts together what functions of ZIP archives are made of.
 *
 * @param images composes the images
 * @param sources takes the archives
 * @param layers what they may use
 */
record Packages(FunctionImages images, CodeSources sources, Layers layers) {
    private static final int MAX_LAYERS = 5;
    private static final Pattern LAYER = Pattern.compile("arn:[^:]+:lambda:([^:]+):([0-9]+):layer:([^:]+):([0-9]+)");

    /** What the caller must be allowed to use. */
    static List<Access> access(List<String> layerArns) {
        return layerArns.stream()
                .map(arn -> Access.to("lambda:GetLayerVersion", Arn.parse(arn)))
                .toList();
    }

    /**
     * Checks what a creation says of package, runtime and handler.
     *
     * @throws ServiceException if a function cannot be made of it
     */
    static void check(CreateFunctionRequest input) {
        refuse("ImageUri", "creating", isNonEmpty(input.code().imageUri()));
        refuse("ImageConfig", "creating", input.imageConfig() != null);
        if (!isNonEmpty(input.runtimeAsString()) || !isNonEmpty(input.handler())) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }
        RuntimeRules.check(input.runtimeAsString());
        if (isNonEmpty(input.codeSigningConfigArn())) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("CodeSigningConfigArn is not supported by Davit.");
        }
        if (place(input).isNowhere()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Please provide a source for function code.");
        }
    }

    static void refuse(String member, String doing, boolean isGiven) {
        if (isGiven) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Please don't provide " + member + " when " + doing + " a function with packageType Zip.");
        }
    }

    private static CodeSources.Place place(CreateFunctionRequest input) {
        return new CodeSources.Place(
                input.code().zipFile(),
                input.code().s3Bucket(),
                input.code().s3Key(),
                input.code().s3ObjectVersion());
    }

    /** The runtime that a creation names, once checked. */
    ManagedRuntime runtime(CreateFunctionRequest input) {
        return new ManagedRuntime(input.runtimeAsString(), input.handler(), layers(input.layers()));
    }

    /** Takes the code of a creation. */
    FunctionCode code(CreateFunctionRequest input, ManagedRuntime runtime, Architecture architecture) {
        return compose(sources.take(place(input), unzipped(runtime)), runtime, architecture);
    }

    /** Takes other code for a function of this runtime. */
    FunctionCode code(CodeSources.Place place, ManagedRuntime runtime, Architecture architecture) {
        return compose(sources.take(place, unzipped(runtime)), runtime, architecture);
    }

    /** The same code with another runtime or other layers. */
    FunctionCode compose(ZipCode zip, ManagedRuntime runtime, Architecture architecture) {
        if (zip.unzippedSize() + unzipped(runtime) > ZipCode.MAX_UNZIPPED_BYTES) {
            throw CodeSources.tooLarge();
        }
        List<Part> parts = new ArrayList<>();
        runtime.layers().forEach(layer -> parts.add(new Part(layer.code().sha256(), "opt")));
        parts.add(new Part(zip.sha256(), "var/task"));
        String digest = images.compose(new ManagedImage(RuntimeRules.image(runtime.name()), architecture, parts));
        return FunctionCode.ofZip(zip, digest);
    }

    private static long unzipped(ManagedRuntime runtime) {
        return runtime.layers().stream()
                .mapToLong(layer -> layer.code().unzippedSize())
                .sum();
    }

    /** What a change of the configuration makes of the runtime of a function; null for a function of an image. */
    @Nullable
    ManagedRuntime changed(@Nullable ManagedRuntime before, UpdateFunctionConfigurationRequest input) {
        if (before == null) {
            ImageSettings.refuse("Runtime", input.runtimeAsString() != null);
            ImageSettings.refuse("Handler", isNonEmpty(input.handler()));
            ImageSettings.refuse("Layers", isNonEmpty(input.layers()));
            return null;
        }
        refuse("ImageConfig", "updating", input.imageConfig() != null);
        RuntimeRules.check(input.runtimeAsString());
        return new ManagedRuntime(
                isNonEmpty(input.runtimeAsString()) ? input.runtimeAsString() : before.name(),
                isNonEmpty(input.handler()) ? input.handler() : before.handler(),
                input.hasLayers() ? layers(input.layers()) : before.layers());
    }

    private List<LayerUse> layers(List<String> arns) {
        if (arns.size() > MAX_LAYERS) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Cannot reference more than 5 layers.");
        }
        List<LayerUse> uses = new ArrayList<>();
        Map<LayerId, String> seen = new LinkedHashMap<>();
        for (String arn : arns) {
            LayerVersion version = existing(arn);
            String other = seen.putIfAbsent(version.layer(), arn);
            if (other != null) {
                throw LambdaError.INVALID_PARAMETER_VALUE.because(
                        "Two different versions of the same layer are not allowed to be referenced in the same"
                                + " function. " + other + " and " + arn + " are versions of the same layer.");
            }
            uses.add(new LayerUse(arn, version.code()));
        }
        return uses;
    }

    private LayerVersion existing(String arn) {
        Matcher parts = LAYER.matcher(arn);
        ServiceException unknown =
                LambdaError.INVALID_PARAMETER_VALUE.because("Layer version " + arn + " does not exist.");
        if (!parts.matches() || parts.group(4).length() > 9) {
            throw unknown;
        }
        String region = RequestContext.current().region();
        if (!parts.group(1).equals(region)) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Layers are not in the same region as the function. Layers are expected to be in region " + region
                            + ".");
        }
        LayerId layer = new LayerId(parts.group(2), parts.group(1), parts.group(3));
        return layers.find(layer, Long.parseLong(parts.group(4))).orElseThrow(() -> unknown);
    }
}
