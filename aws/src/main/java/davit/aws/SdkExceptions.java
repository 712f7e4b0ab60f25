package davit.aws;

import davit.aws.operation.ServiceException;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The SDK's exceptions, which its clients find by an error's code. */
final class SdkExceptions {
    private SdkExceptions() {}

    static AwsServiceException of(ServiceException failure, Class<?> client, String requestId) {
        String code = failure.error().code();
        String service = client.getSimpleName().replaceAll("Client$", "");
        AwsServiceException.Builder builder = builder(client, List.of(code, code + "Exception", service + "Exception"));
        return builder.awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(failure.text())
                        .serviceName(service)
                        .build())
                .message(failure.text())
                .requestId(requestId)
                .statusCode(failure.error().status())
                .numAttempts(1)
                .build();
    }

    private static AwsServiceException.Builder builder(Class<?> client, List<String> names) {
        for (String name : names) {
            try {
                Class<?> type =
                        Class.forName(client.getPackageName() + ".model." + name, true, client.getClassLoader());
                if (AwsServiceException.class.isAssignableFrom(type)) {
                    return (AwsServiceException.Builder)
                            type.getMethod("builder").invoke(null);
                }
            } catch (ClassNotFoundException | NoClassDefFoundError _) { // the latter: a name in the wrong case
                // The next name may be one.
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(name + " has another form than the SDK's exceptions", e);
            }
        }
        return AwsServiceException.builder();
    }
}
