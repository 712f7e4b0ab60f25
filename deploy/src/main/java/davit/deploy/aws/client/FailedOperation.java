package davit.deploy.aws.client;

import java.io.Serial;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Notes on an SDK's exception which operation failed, as a suppressed exception. */
final class FailedOperation extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private FailedOperation(String message) {
        super(message, null, false, false);
    }

    /** Adds the note to each exception. */
    static final class Noting implements ExecutionInterceptor {
        @Override
        public Throwable modifyException(Context.FailedExecution failed, ExecutionAttributes attributes) {
            String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
            String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            Throwable exception = failed.exception();
            exception.addSuppressed(new FailedOperation(service + ": " + operation));
            return exception;
        }
    }
}
