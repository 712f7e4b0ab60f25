package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.sqs.model.AttributeRules;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;

/** The operation of this name. */
public final class GetQueueAttributes
        implements Operation.Plain<GetQueueAttributesRequest, GetQueueAttributesResponse> {
    private final Addresses addresses;

    /** Works on these queues. */
    public GetQueueAttributes(Queues queues) {
        this.addresses = new Addresses(queues);
    }

    @Override
    public List<Access> access(GetQueueAttributesRequest input) {
        return addresses.access("GetQueueAttributes", input.queueUrl());
    }

    @Override
    public GetQueueAttributesResponse call(GetQueueAttributesRequest input) {
        Queue queue = addresses.queue(input.queueUrl());
        List<String> names = input.attributeNamesAsStrings();
        for (String name : names) {
            if (!AttributeRules.isReadable(name)) {
                throw SqsError.INVALID_ATTRIBUTE_NAME.with("Unknown Attribute " + name + ".");
            }
        }
        Map<String, String> shown = all(queue);
        if (!names.contains("All")) {
            shown.keySet().retainAll(names);
        }
        GetQueueAttributesResponse.Builder answer = GetQueueAttributesResponse.builder();
        return shown.isEmpty()
                ? answer.build()
                : answer.attributesWithStrings(shown).build();
    }

    private static Map<String, String> all(Queue queue) {
        Map<String, String> all = new HashMap<>(
                AttributeRules.shown(queue.stored().attributes(), queue.name().isFifo()));
        Queue.Counts counts = queue.counts();
        all.put("QueueArn", queue.arn().toString());
        all.put("ApproximateNumberOfMessages", Integer.toString(counts.ready()));
        all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
        all.put("CreatedTimestamp", Long.toString(queue.stored().created().getEpochSecond()));
        all.put("LastModifiedTimestamp", Long.toString(queue.stored().modified().getEpochSecond()));
        return all;
    }
}
