package davit.aws.shape;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation as AWS's model describes it.
 *
 * @param name the operation's name, {@code CreateFunction}
 * @param target the value of {@code X-Amz-Target}, or the query protocol's {@code Action}; empty for REST protocols
 * @param newInput makes a builder of the request
 */
public record OperationShape(String name, String target, Supplier<SdkPojo> newInput) {}
