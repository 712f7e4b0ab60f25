package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/** The operation of this name. */
public final class GetQueueUrl implements Operation.Plain<GetQueueUrlRequest, GetQueueUrlResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public GetQueueUrl(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(GetQueueUrlRequest input) {
        return List.of(
                addresses.access("GetQueueUrl", Addresses.named(Objects.requireNonNullElse(input.queueName(), ""))));
    }

    @Override
    public GetQueueUrlResponse call(GetQueueUrlRequest input) {
        String name = input.queueName();
        if (name == null || name.isEmpty()) {
            throw SqsError.missing("QueueName");
        }
        String owner = Objects.requireNonNullElse(
                input.queueOwnerAWSAccountId(), addresses.queues().account());
        if (!owner.equals(addresses.queues().account())
                || addresses.queues().find(Addresses.named(name)).isEmpty()) {
            throw SqsError.noQueue();
        }
        return GetQueueUrlResponse.builder().queueUrl(addresses.url(name)).build();
    }
}
