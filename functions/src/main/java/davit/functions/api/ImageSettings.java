package davit.functions.api;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.port.Authorizer.Decision;
import davit.aws.port.RoleSessions.NotAssumableException;
import davit.functions.model.Architecture;
import davit.functions.model.FunctionCode;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionNetwork;
import davit.functions.model.ImageOverrides;
import davit.functions.model.LambdaError;
import davit.functions.model.LogSettings;
import davit.functions.port.FunctionImages;
import davit.functions.port.FunctionImages.ResolvedImage;
import davit.functions.port.ImageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.ImageConfig;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;

/** Reads and checks what creations and changes have in common. */
final class ImageSettings {
    private static final String PRINCIPAL = "lambda.amazonaws.com";
    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(15);

    private ImageSettings() {}

    /** The image that a URI means now, in Lambda's words if it cannot be used. */
    static FunctionCode resolve(FunctionImages images, String imageUri, Architecture architecture) {
        try {
            ResolvedImage resolved = images.resolve(imageUri, architecture);
            return FunctionCode.ofImage(imageUri, resolved.uri(), resolved.digest());
        } catch (ImageUnavailableException e) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(sentence(imageUri, architecture, e));
        }
    }

    private static String sentence(String imageUri, Architecture architecture, ImageUnavailableException e) {
        return switch (e.reason()) {
            case INVALID_URI -> "Source image " + imageUri + " is not valid. Provide a valid source image.";
            case NOT_FOUND -> "Source image " + imageUri + " does not exist. Provide a valid source image.";
            case ACCESS_DENIED -> "Lambda does not have permission to access the ECR image. Check the ECR permissions.";
            case WRONG_ARCHITECTURE ->
                "Source image " + imageUri + " has no variant for the architecture " + architecture.word()
                        + ". Provide a source image for it, or another value of Architectures.";
            case UNSUPPORTED ->
                "The image manifest, config or layer media type for the source image " + imageUri
                        + " is not supported.";
            case TOO_LARGE, INVALID_CONTENT -> String.valueOf(e.getMessage());
        };
    }

    /** Checks that the function can run as its role, and in its network, if it is in one. */
    static Arn assumable(ControlPlane lambda, String role, FunctionId function, @Nullable FunctionNetwork network) {
        Arn arn = Arn.parse(role);
        try {
            Caller session = lambda.roles()
                    .assume(arn, PRINCIPAL, function.name(), SHORTEST_SESSION)
                    .caller();
            if (network != null
                    && !network.isDefault()
                    && lambda.account().authorizer().decide(session, Access.toAny("ec2:CreateNetworkInterface"))
                            instanceof Decision.Denied) {
                throw LambdaError.INVALID_PARAMETER_VALUE.because(
                        "The provided execution role does not have permissions to call CreateNetworkInterface on EC2");
            }
            return arn;
        } catch (NotAssumableException e) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "The role defined for the function cannot be assumed by Lambda.");
        }
    }

    /** What the function sets in place of its image's words; null if {@code config} is. */
    static @Nullable ImageOverrides overrides(@Nullable ImageConfig config) {
        return config == null
                ? null
                : new ImageOverrides(config.entryPoint(), config.command(), config.workingDirectory());
    }

    static @Nullable Map<String, String> variables(@Nullable Environment environment) {
        return environment == null ? null : environment.variables();
    }

    static LogSettings.Given logs(@Nullable LoggingConfig config) {
        return config == null
                ? LogSettings.Given.NOTHING
                : new LogSettings.Given(
                        config.logGroup(),
                        config.logFormatAsString(),
                        config.applicationLogLevelAsString(),
                        config.systemLogLevelAsString());
    }

    /** Refuses a member that a container image function cannot have. */
    static void refuse(String member, boolean isGiven) {
        if (isGiven) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    member + " is not supported for functions with the package type Image.");
        }
    }

    static boolean isNonEmpty(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    static boolean isNonEmpty(@Nullable List<?> list) {
        return list != null && !list.isEmpty();
    }
}
