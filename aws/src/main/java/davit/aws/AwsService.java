package davit.aws;

import davit.aws.operation.Operation;
import davit.aws.operation.ServiceTrait;
import java.util.List;
import java.util.Set;

/**
 * A service as the protocol layer sees it: the door of each service makes one.
 *
 * @param signingName the service's name in the scope of signatures, {@code lambda}
 * @param protocol how its requests and responses look
 * @param client the SDK's interface with a method for every operation of the service, {@code LambdaClient.class}; what
 *     {@code operations} lacks of it is answered as not implemented
 * @param operations what is implemented
 * @param xmlNamespace the namespace of XML answers; empty for none
 * @param traits what sets the service apart from others of its protocol
 */
public record AwsService(
        String signingName,
        Protocol protocol,
        Class<?> client,
        List<Operation<?, ?>> operations,
        String xmlNamespace,
        Set<ServiceTrait> traits) {
    /** A service without traits. */
    public AwsService(
            String signingName,
            Protocol protocol,
            Class<?> client,
            List<Operation<?, ?>> operations,
            String xmlNamespace) {
        this(signingName, protocol, client, operations, xmlNamespace, Set.of());
    }

    /** A service whose answers have no XML namespace. */
    public AwsService(String signingName, Protocol protocol, Class<?> client, List<Operation<?, ?>> operations) {
        this(signingName, protocol, client, operations, "");
    }

    /** AWS's wire protocols. */
    public enum Protocol {
        /** JSON bodies, members in paths, queries and headers: Lambda. */
        REST_JSON_1,
        /** XML bodies, members in paths, queries and headers: S3. */
        REST_XML,
        /** JSON bodies, the operation in {@code X-Amz-Target}; version 1.0. */
        AWS_JSON_1_0,
        /** JSON bodies, the operation in {@code X-Amz-Target}; version 1.1: ECR, CloudWatch Logs. */
        AWS_JSON_1_1,
        /** Form bodies, the operation in {@code Action}; XML answers: IAM, STS. */
        AWS_QUERY
    }

    /** The same service, set apart by traits. */
    public AwsService with(ServiceTrait... its) {
        return new AwsService(signingName, protocol, client, operations, xmlNamespace, Set.of(its));
    }

    /** Keeps copies. */
    public AwsService {
        operations = List.copyOf(operations);
        traits = Set.copyOf(traits);
    }
}
