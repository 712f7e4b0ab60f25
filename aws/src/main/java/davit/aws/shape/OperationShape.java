package davit.aws.shape;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation as AWS's model describes it.
 *
 * @param name the operation's name, {@code CreateFunction}
 * @param method the HTTP method
 * @param uri the path and the fixed query
 * @param target the value of {@code X-Amz-Target}, or the query protocol's {@code Action}; empty for REST protocols
 * @param newInput makes a builder of the request
 * @param distinguishing the required members in query and headers, by which operations of the same path are told apart
 */
public record OperationShape(
        String name,
        String method,
        UriPattern uri,
        String target,
        Supplier<SdkPojo> newInput,
        List<SdkField<?>> distinguishing) {
    /** Keeps a copy. */
    public OperationShape {
        distinguishing = List.copyOf(distinguishing);
    }
}
