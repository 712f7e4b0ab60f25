package davit.functions.api;

import static davit.functions.api.ImageSettings.isNonEmpty;

import davit.functions.model.LambdaError;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/**
 * The features of a request that this platform does not have: they are refused rather than passed over, so that nobody
 * relies on what does not happen.
 *
 * @param publish whether a version is to be published
 * @param vpc the network
 * @param deadLetters where events go that failed
 * @param kmsKeyArn the key of the variables
 * @param hasFileSystems whether file systems are to be mounted
 * @param snapStart whether snapshots are to be taken
 * @param logging the form and place of logs
 */
record Features(
        boolean publish,
        @Nullable VpcConfig vpc,
        @Nullable DeadLetterConfig deadLetters,
        @Nullable String kmsKeyArn,
        boolean hasFileSystems,
        @Nullable SnapStart snapStart,
        @Nullable LoggingConfig logging) {
    static Features of(CreateFunctionRequest input) {
        return new Features(
                Boolean.TRUE.equals(input.publish()),
                input.vpcConfig(),
                input.deadLetterConfig(),
                input.kmsKeyArn(),
                isNonEmpty(input.fileSystemConfigs()),
                input.snapStart(),
                input.loggingConfig());
    }

    static Features of(UpdateFunctionConfigurationRequest input) {
        return new Features(
                false,
                input.vpcConfig(),
                input.deadLetterConfig(),
                input.kmsKeyArn(),
                isNonEmpty(input.fileSystemConfigs()),
                input.snapStart(),
                input.loggingConfig());
    }

    static void refuse(Features features) {
        VpcConfig vpc = features.vpc();
        DeadLetterConfig deadLetters = features.deadLetters();
        refuse("Publish", features.publish());
        refuse("VpcConfig", vpc != null && (isNonEmpty(vpc.subnetIds()) || isNonEmpty(vpc.securityGroupIds())));
        refuse("DeadLetterConfig", deadLetters != null && isNonEmpty(deadLetters.targetArn()));
        refuse("KMSKeyArn", isNonEmpty(features.kmsKeyArn()));
        refuse("FileSystemConfigs", features.hasFileSystems());
        refuse(
                "SnapStart",
                features.snapStart() != null && features.snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS);
        refuse(
                "LoggingConfig.LogFormat JSON",
                features.logging() != null && features.logging().logFormat() == LogFormat.JSON);
    }

    private static void refuse(String member, boolean isGiven) {
        if (isGiven) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(member + " is not supported by Davit.");
        }
    }
}
