package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** The operation of this name. */
public final class SetQueueAttributes
        implements Operation.Plain<SetQueueAttributesRequest, SetQueueAttributesResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public SetQueueAttributes(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(SetQueueAttributesRequest input) {
        return addresses.access("SetQueueAttributes", input.queueUrl());
    }

    @Override
    public SetQueueAttributesResponse call(SetQueueAttributesRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        if (input.attributesAsStrings().isEmpty()) {
            throw SqsError.missing("Attribute.Name");
        }
        addresses.queues().changeAttributes(queue, _ -> input.attributesAsStrings());
        return SetQueueAttributesResponse.builder().build();
    }
}
