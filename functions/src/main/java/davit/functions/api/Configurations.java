package davit.functions.api;

import davit.aws.arn.Arn;
import davit.aws.operation.RequestContext;
import davit.functions.model.Function;
import davit.functions.model.FunctionNetwork;
import davit.functions.model.FunctionSettings;
import davit.functions.model.FunctionStatus;
import davit.functions.model.FunctionVersion;
import davit.functions.model.ImageOverrides;
import davit.functions.model.ManagedRuntime;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.RuntimeRules;
import davit.functions.model.ZipCode;
import davit.images.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ImageConfig;
import software.amazon.awssdk.services.lambda.model.ImageConfigResponse;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.TracingConfigResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/** Shows functions as the API does. */
final class Configurations {
    private static final DateTimeFormatter LAST_MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT);

    private Configurations() {}

    /** The configuration of the unpublished version, with the ARN without a qualifier. */
    static FunctionConfiguration of(Function function) {
        return of(QualifiedVersion.latestOf(function), function.id().arn());
    }

    /** The configuration, with the version's own ARN. */
    static FunctionConfiguration of(QualifiedVersion version) {
        return of(version, version.arn());
    }

    /** The configuration, with the ARN as it was asked for. */
    static FunctionConfiguration of(QualifiedVersion shownVersion, Arn arn) {
        FunctionVersion version = shownVersion.current();
        String name = shownVersion.function().name();
        FunctionSettings settings = version.settings();
        FunctionConfiguration.Builder shown = FunctionConfiguration.builder()
                .functionName(name)
                .functionArn(arn.toString())
                .version(shownVersion.number())
                .revisionId(shownVersion.revisionId())
                .codeSha256(version.code().codeSha256())
                .lastModified(lastModified(version.lastModified()))
                .role(settings.role().toString())
                .description(settings.description())
                .timeout(settings.timeoutSeconds())
                .memorySize(settings.memoryMb())
                .ephemeralStorage(
                        EphemeralStorage.builder().size(settings.scratchMb()).build())
                .architecturesWithStrings(settings.architecture().word())
                .tracingConfig(
                        TracingConfigResponse.builder().mode(settings.tracing()).build())
                .loggingConfig(LoggingConfig.builder()
                        .logFormat(settings.logs().format())
                        .applicationLogLevel(settings.logs().applicationLevel())
                        .systemLogLevel(settings.logs().systemLevel())
                        .logGroup(settings.logs().groupOf(name))
                        .build())
                .snapStart(SnapStartResponse.builder()
                        .applyOn(SnapStartApplyOn.NONE)
                        .optimizationStatus(SnapStartOptimizationStatus.OFF)
                        .build());
        showEnvironment(shown, settings.environment());
        showImage(shown, settings);
        showCode(shown, version.code().zip(), settings.runtime());
        showNetwork(shown, settings.network());
        showStatus(shown, shownVersion.status());
        return shown.build();
    }

    /** As lists show it, which do not tell of states. */
    static FunctionConfiguration listed(FunctionConfiguration shown) {
        return shown.toBuilder()
                .state((String) null)
                .stateReason(null)
                .stateReasonCode((String) null)
                .lastUpdateStatus((String) null)
                .lastUpdateStatusReason(null)
                .lastUpdateStatusReasonCode((String) null)
                .build();
    }

    private static void showEnvironment(FunctionConfiguration.Builder shown, Map<String, String> variables) {
        if (!variables.isEmpty()) {
            shown.environment(EnvironmentResponse.builder().variables(variables).build());
        }
    }

    private static void showImage(FunctionConfiguration.Builder shown, FunctionSettings settings) {
        ImageOverrides overrides = settings.image();
        if (overrides == null || overrides.equals(ImageOverrides.NONE)) {
            return;
        }
        ImageConfig.Builder config = ImageConfig.builder().workingDirectory(overrides.workingDirectory());
        if (!overrides.entryPoint().isEmpty()) {
            config.entryPoint(overrides.entryPoint());
        }
        if (!overrides.command().isEmpty()) {
            config.command(overrides.command());
        }
        shown.imageConfigResponse(
                ImageConfigResponse.builder().imageConfig(config.build()).build());
    }

    private static void showNetwork(FunctionConfiguration.Builder shown, @Nullable FunctionNetwork network) {
        if (network != null) {
            shown.vpcConfig(VpcConfigResponse.builder()
                    .vpcId(network.vpcId())
                    .subnetIds(network.subnets())
                    .securityGroupIds(network.groups())
                    .ipv6AllowedForDualStack(false)
                    .build());
        }
    }

    private static void showCode(
            FunctionConfiguration.Builder shown, @Nullable ZipCode zip, @Nullable ManagedRuntime runtime) {
        if (zip == null || runtime == null) {
            shown.packageType(PackageType.IMAGE).codeSize(0L);
            return;
        }
        shown.packageType(PackageType.ZIP)
                .codeSize(zip.size())
                .runtime(runtime.name())
                .handler(runtime.handler())
                .runtimeVersionConfig(config -> config.runtimeVersionArn(runtimeVersion(runtime.name())));
        if (!runtime.layers().isEmpty()) {
            shown.layers(runtime.layers().stream()
                    .map(layer -> Layer.builder()
                            .arn(layer.arn())
                            .codeSize(layer.code().size())
                            .build())
                    .toList());
        }
    }

    /** There is one version of each runtime here: the image that it is. */
    private static String runtimeVersion(String runtime) {
        String digest = Digest.of(RuntimeRules.image(runtime).getBytes(StandardCharsets.UTF_8))
                .hex();
        return "arn:aws:lambda:" + RequestContext.current().region() + "::runtime:" + digest;
    }

    private static void showStatus(FunctionConfiguration.Builder shown, FunctionStatus status) {
        shown.state(status.state().word());
        FunctionStatus.Reason reason = status.stateReason();
        if (reason != null) {
            shown.stateReason(reason.text()).stateReasonCode(reason.code());
        }
        if (status.state() == FunctionStatus.State.PENDING) {
            return;
        }
        shown.lastUpdateStatus(status.lastUpdate().word());
        FunctionStatus.Reason updateReason = status.lastUpdateReason();
        if (updateReason != null) {
            shown.lastUpdateStatusReason(updateReason.text()).lastUpdateStatusReasonCode(updateReason.code());
        }
    }

    static String lastModified(Instant time) {
        return LAST_MODIFIED.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Fills the builder of a response that has the members of a configuration. */
    static <B extends SdkPojo> B fill(B response, SdkPojo configuration) {
        for (SdkField<?> field : response.sdkFields()) {
            SdkField<?> same = configuration.sdkFieldNameToField().get(field.locationName());
            Object value = same == null ? null : same.getValueOrDefault(configuration);
            if (value != null) {
                field.set(response, value);
            }
        }
        return response;
    }
}
