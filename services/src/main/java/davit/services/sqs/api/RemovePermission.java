package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.QueuePolicy;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;

/** The operation of this name. */
public final class RemovePermission implements Operation.Plain<RemovePermissionRequest, RemovePermissionResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public RemovePermission(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(RemovePermissionRequest input) {
        return addresses.access("RemovePermission", input.queueUrl());
    }

    @Override
    public RemovePermissionResponse call(RemovePermissionRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        String label = input.label();
        if (label == null || label.isEmpty()) {
            throw SqsError.missing("Label");
        }
        addresses
                .queues()
                .changeAttributes(
                        queue, attributes -> Map.of("Policy", QueuePolicy.without(attributes.get("Policy"), label)));
        return RemovePermissionResponse.builder().build();
    }
}
