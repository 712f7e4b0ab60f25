package davit.deploy.aws.client;

import davit.deploy.provider.ProviderException;
import java.util.Arrays;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS's errors as text, and questions to them. */
public final class AwsErrors {
    private static final int NOT_FOUND = 404;

    private AwsErrors() {}

    /** {@code operation error Lambda: CreateFunction, StatusCode: 409, RequestID: …, CODE: MESSAGE}. */
    public static ProviderException explained(SdkException exception) {
        String operation = Arrays.stream(exception.getSuppressed())
                .filter(FailedOperation.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .orElse("AWS");
        return new ProviderException("operation error " + operation + ", " + details(exception), exception);
    }

    /** Whether the error has one of these codes. */
    public static boolean hasCode(SdkException exception, String... codes) {
        return exception instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && service.awsErrorDetails().errorCode() != null
                && Set.of(codes).contains(service.awsErrorDetails().errorCode());
    }

    /** Whether the thing that was asked for is not there. */
    public static boolean isNotFound(SdkException exception) {
        return (exception instanceof AwsServiceException service && service.statusCode() == NOT_FOUND)
                || hasCode(exception, "NoSuchEntity", "ResourceNotFoundException", "RepositoryNotFoundException");
    }

    /** Whether AWS's message contains a text. */
    public static boolean says(SdkException exception, String text) {
        String message = exception.getMessage();
        return message != null && message.contains(text);
    }

    private static String details(SdkException exception) {
        if (!(exception instanceof AwsServiceException service)) {
            return String.valueOf(exception.getMessage());
        }
        AwsErrorDetails details = service.awsErrorDetails();
        String status = "StatusCode: " + service.statusCode() + ", RequestID: " + service.requestId() + ", ";
        return details == null || details.errorCode() == null
                ? status + service.getMessage()
                : status + details.errorCode() + ": " + details.errorMessage();
    }
}
