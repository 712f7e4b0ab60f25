package davit.functions.api;

import static davit.functions.api.ImageSettings.isNonEmpty;

import davit.functions.model.LambdaError;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * The features of a request that this platform does not have: they are refused rather than passed over, so that nobody
 * relies on what does not happen.
 *
 * @param deadLetters where events go that failed
 * @param kmsKeyArn the key of the variables
 * @param hasFileSystems whether file systems are to be mounted
 * @param snapStart whether snapshots are to be taken
 */
record Features(
        @Nullable DeadLetterConfig deadLetters,
        @Nullable String kmsKeyArn,
        boolean hasFileSystems,
        @Nullable SnapStart snapStart) {
    static Features of(CreateFunctionRequest input) {
        return new Features(
                input.deadLetterConfig(), input.kmsKeyArn(), isNonEmpty(input.fileSystemConfigs()), input.snapStart());
    }

    static Features of(UpdateFunctionConfigurationRequest input) {
        return new Features(
                input.deadLetterConfig(), input.kmsKeyArn(), isNonEmpty(input.fileSystemConfigs()), input.snapStart());
    }

    static void refuse(Features features) {
        DeadLetterConfig deadLetters = features.deadLetters();
        refuse("DeadLetterConfig", deadLetters != null && isNonEmpty(deadLetters.targetArn()));
        refuse("KMSKeyArn", isNonEmpty(features.kmsKeyArn()));
        refuse("FileSystemConfigs", features.hasFileSystems());
        refuse(
                "SnapStart",
                features.snapStart() != null && features.snapStart().applyOn() == SnapStartApplyOn.PUBLISHED_VERSIONS);
    }

    private static void refuse(String member, boolean isGiven) {
        if (isGiven) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(member + " is not supported by Davit.");
        }
    }
}
