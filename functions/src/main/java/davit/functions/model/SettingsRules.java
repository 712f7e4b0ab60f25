package davit.functions.model;

import davit.base.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Lambda asks of the settings of a function. */
public final class SettingsRules {
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
    private static final Pattern LOG_GROUP = Pattern.compile("[\\.\\-_/#A-Za-z0-9]+");
    private static final int MAX_LOG_GROUP = 512;
    private static final int MAX_DESCRIPTION = 256;
    private static final int MAX_TIMEOUT_SECONDS = 900;
    private static final int MIN_MEMORY_MB = 128;
    private static final int MAX_MEMORY_MB = 10_240;
    private static final int MIN_SCRATCH_MB = 512;
    private static final int MAX_SCRATCH_MB = 10_240;
    private static final int MAX_ENVIRONMENT = 4096;
    private static final int MAX_TAGS = 50;
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_KEY",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    private SettingsRules() {}

    /** Adds what the values of a request violate; each may be absent. */
    public static void constrain(Constraints constraints, Given given) {
        constraints
                .pattern("role", given.role(), ROLE)
                .length("description", given.description(), 0, MAX_DESCRIPTION)
                .range("timeout", given.timeoutSeconds(), 1, MAX_TIMEOUT_SECONDS)
                .range("memorySize", given.memoryMb(), MIN_MEMORY_MB, MAX_MEMORY_MB)
                .range("ephemeralStorage.size", given.scratchMb(), MIN_SCRATCH_MB, MAX_SCRATCH_MB)
                .oneOf("tracingConfig.mode", given.tracing(), List.of("Active", "PassThrough"))
                .oneOf("snapStart.applyOn", given.snapStart(), List.of("PublishedVersions", "None"))
                .pattern("loggingConfig.logGroup", given.logs().group(), LOG_GROUP)
                .length("loggingConfig.logGroup", given.logs().group(), 1, MAX_LOG_GROUP)
                .oneOf("loggingConfig.logFormat", given.logs().format(), LogSettings.FORMATS)
                .oneOf(
                        "loggingConfig.applicationLogLevel",
                        given.logs().applicationLevel(),
                        LogSettings.APPLICATION_LEVELS)
                .oneOf("loggingConfig.systemLogLevel", given.logs().systemLevel(), LogSettings.SYSTEM_LEVELS)
                .keys("environment.variables", given.environment(), VARIABLE);
    }

    /**
     * The values of a request, each absent if it was not given.
     *
     * @param role the role's ARN
     * @param description free text
     * @param timeoutSeconds seconds
     * @param memoryMb megabytes
     * @param scratchMb megabytes
     * @param tracing a word
     * @param environment variables
     * @param snapStart a word
     * @param logs the form and place of logs
     */
    public record Given(
            @Nullable String role,
            @Nullable String description,
            @Nullable Integer timeoutSeconds,
            @Nullable Integer memoryMb,
            @Nullable Integer scratchMb,
            @Nullable String tracing,
            @Nullable Map<String, String> environment,
            @Nullable String snapStart,
            LogSettings.Given logs) {}

    /**
     * Checks the variables of a function.
     *
     * @throws davit.aws.operation.ServiceException if they are too long or contain reserved ones
     */
    public static void checkEnvironment(Map<String, String> variables) {
        Set<String> reserved = new TreeSet<>(variables.keySet());
        reserved.retainAll(RESERVED);
        if (!reserved.isEmpty()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Lambda was unable to configure your environment variables because the environment variables you"
                            + " have provided contains reserved keys that are currently not supported for"
                            + " modification. Reserved keys used in this request: " + String.join(", ", reserved));
        }
        byte[] measured = Json.bytes(variables);
        if (measured.length > MAX_ENVIRONMENT) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Lambda was unable to configure your environment variables because the environment variables you"
                            + " have provided exceeded the 4KB limit. String measured: " + Json.text(variables));
        }
    }

    /**
     * Checks the tags that a function would have.
     *
     * @throws davit.aws.operation.ServiceException if they are too many
     */
    public static void checkTags(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Number of tags exceeds resource tag limit.");
        }
    }
}
