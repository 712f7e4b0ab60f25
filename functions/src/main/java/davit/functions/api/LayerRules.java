package davit.functions.api;

import davit.aws.operation.Access;
import davit.aws.operation.RequestContext;
import davit.functions.model.Architecture;
import davit.functions.model.Constraints;
import davit.functions.model.LambdaError;
import davit.functions.model.LayerId;
import davit.functions.model.LayerVersion;
import davit.functions.model.ResourcePolicy;
import davit.functions.model.RuntimeRules;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;

/** Reads and shows layers, as their operations have in common. */
final class LayerRules {
    private static final Pattern NAME =
            Pattern.compile("(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+");
    private static final Pattern VERSION_ARN = Pattern.compile(
            "(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:"
                    + "[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)");
    private static final Pattern PARTS =
            Pattern.compile("arn:[^:]*:lambda:([^:]+):([0-9]+):layer:([^:]+)(?::([0-9]+))?");
    private static final int MAX_NAME = 140;
    private static final int MAX_DIGITS = 9;

    private LayerRules() {}

    /** The layer that a request names, by its name or ARN. */
    static LayerId layer(@Nullable String name) {
        new Constraints()
                .required("layerName", name)
                .pattern("layerName", name, NAME)
                .length("layerName", name, 1, MAX_NAME)
                .check();
        String word = String.valueOf(name);
        Matcher parts = PARTS.matcher(word);
        if (parts.matches()) {
            return new LayerId(parts.group(2), parts.group(1), parts.group(3));
        }
        RequestContext context = RequestContext.current();
        return new LayerId(context.account(), context.region(), word);
    }

    /** A version as its ARN names it. */
    record Reference(LayerId layer, long number) {}

    /** Reads the ARN of a version. */
    static Reference reference(@Nullable String arn) {
        new Constraints().required("arn", arn).pattern("arn", arn, VERSION_ARN).check();
        Matcher parts = PARTS.matcher(String.valueOf(arn));
        if (!parts.matches() || parts.group(4) == null || parts.group(4).length() > MAX_DIGITS) {
            throw LambdaError.RESOURCE_NOT_FOUND.because("The resource you requested does not exist.");
        }
        return new Reference(
                new LayerId(parts.group(2), parts.group(1), parts.group(3)), Long.parseLong(parts.group(4)));
    }

    static void checkNumber(@Nullable Long number) {
        if (number == null || number < 1) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Layer Version Cannot be less than 1");
        }
    }

    /** What is asked of IAM, and of the version's own policy. */
    static List<Access> access(ControlPlane lambda, String action, LayerId layer, @Nullable Long number) {
        long version = number == null ? 0 : number;
        Access access = Access.to(action, layer.arn(version));
        return List.of(lambda.code()
                .layers()
                .policy(layer, version)
                .map(policy -> access.underPolicy(policy.document()))
                .orElse(access));
    }

    static LayerVersion existing(ControlPlane lambda, @Nullable String name, @Nullable Long number) {
        LayerId layer = layer(name);
        checkNumber(number);
        long version = number == null ? 0 : number;
        return lambda.code()
                .layers()
                .find(layer, version)
                .orElseThrow(() -> LambdaError.RESOURCE_NOT_FOUND.because(
                        "Layer version " + layer.arn(version) + " does not exist."));
    }

    static void checkRevision(ResourcePolicy policy, @Nullable String revisionId) {
        if (revisionId != null && !revisionId.equals(policy.revisionId())) {
            throw LambdaError.PRECONDITION_FAILED.because(
                    "The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to"
                            + " retrieve the latest Revision Id");
        }
    }

    /** What versions a list is asked for. */
    record Filter(@Nullable String runtime, @Nullable String architecture) {
        boolean allows(LayerVersion version) {
            return (runtime == null || version.runtimes().contains(runtime))
                    && (architecture == null || version.architectures().contains(architecture));
        }
    }

    static Filter filter(@Nullable String runtime, @Nullable String architecture) {
        new Constraints()
                .oneOf("compatibleRuntime", runtime, RuntimeRules.WORDS)
                .oneOf("compatibleArchitecture", architecture, Architecture.WORDS)
                .check();
        return new Filter(runtime, architecture);
    }

    static GetLayerVersionResponse shown(ControlPlane lambda, LayerVersion version) {
        GetLayerVersionResponse.Builder shown = GetLayerVersionResponse.builder()
                .content(content -> content.location(lambda.code()
                                .downloads()
                                .address(version.layer().name(), version.code()))
                        .codeSha256(version.code().codeSha256())
                        .codeSize(version.code().size()))
                .layerArn(version.layer().arn().toString())
                .layerVersionArn(version.arn())
                .description(version.description())
                .createdDate(Configurations.lastModified(version.createdAt()))
                .version((long) version.number());
        if (!version.license().isEmpty()) {
            shown.licenseInfo(version.license());
        }
        if (!version.runtimes().isEmpty()) {
            shown.compatibleRuntimesWithStrings(version.runtimes());
        }
        if (!version.architectures().isEmpty()) {
            shown.compatibleArchitecturesWithStrings(version.architectures());
        }
        return shown.build();
    }

    static LayerVersionsListItem listed(LayerVersion version) {
        LayerVersionsListItem.Builder shown = LayerVersionsListItem.builder()
                .layerVersionArn(version.arn())
                .version((long) version.number())
                .description(version.description())
                .createdDate(Configurations.lastModified(version.createdAt()));
        if (!version.license().isEmpty()) {
            shown.licenseInfo(version.license());
        }
        if (!version.runtimes().isEmpty()) {
            shown.compatibleRuntimesWithStrings(version.runtimes());
        }
        if (!version.architectures().isEmpty()) {
            shown.compatibleArchitecturesWithStrings(version.architectures());
        }
        return shown.build();
    }
}
