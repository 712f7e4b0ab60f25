package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceException;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

/** The operation of this name. */
public final class ChangeMessageVisibility
        implements Operation.Plain<ChangeMessageVisibilityRequest, ChangeMessageVisibilityResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public ChangeMessageVisibility(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(ChangeMessageVisibilityRequest input) {
        return addresses.access("ChangeMessageVisibility", input.queueUrl());
    }

    @Override
    public ChangeMessageVisibilityResponse call(ChangeMessageVisibilityRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        Duration timeout = Handles.timeout(input.visibilityTimeout());
        Optional<ServiceException> refusal = queue.changeVisibility(
                        List.of(Handles.of(queue, input.receiptHandle())), List.of(timeout))
                .getFirst();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return ChangeMessageVisibilityResponse.builder().build();
    }
}
