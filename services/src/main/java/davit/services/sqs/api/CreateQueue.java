package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;

/** The operation of this name. */
public final class CreateQueue implements Operation.Plain<CreateQueueRequest, CreateQueueResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public CreateQueue(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(CreateQueueRequest input) {
        return List.of(
                addresses.access("CreateQueue", Addresses.named(Objects.requireNonNullElse(input.queueName(), ""))));
    }

    @Override
    public CreateQueueResponse call(CreateQueueRequest input) {
        String name = input.queueName();
        if (name == null || name.isEmpty()) {
            throw SqsError.missing("QueueName");
        }
        Tags.check(input.tags());
        addresses.queues().create(Addresses.named(name), input.attributesAsStrings(), input.tags());
        return CreateQueueResponse.builder().queueUrl(addresses.url(name)).build();
    }
}
