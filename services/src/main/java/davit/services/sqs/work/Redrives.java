package davit.services.sqs.work;

import davit.aws.arn.Arn;
import davit.services.sqs.model.QueueSettings;
import davit.services.sqs.model.RedrivePolicy;
import davit.services.sqs.model.SqsError;
import java.util.Map;
import java.util.Optional;

/** Which queue may have which for its dead letters. */
final class Redrives {
    private Redrives() {}

    /**
     * Checks the attributes that a queue is to have.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidParameterValue}
     */
    static void check(Arn queue, boolean isFifo, Map<String, String> attributes, Queues queues) {
        Optional<RedrivePolicy> redrive = QueueSettings.of(attributes).redrive();
        if (redrive.isEmpty()) {
            return;
        }
        String text = attributes.getOrDefault("RedrivePolicy", "");
        Arn target = redrive.get().deadLetterQueue();
        if (!target.region().equals(queue.region()) || !target.account().equals(queue.account())) {
            throw SqsError.invalid(
                    text, "RedrivePolicy", "Dead-letter target must be in the same region and account as the source.");
        }
        Queue found = queues.find(target)
                .orElseThrow(() -> SqsError.invalid(text, "RedrivePolicy", "Dead letter target does not exist."));
        if (found.name().isFifo() != isFifo) {
            throw SqsError.invalid(
                    text, "RedrivePolicy", "Dead-letter queue must be same type of queue as the source.");
        }
        boolean isAllowed = found.settings()
                .redriveAllow()
                .map(policy -> policy.allows(queue))
                .orElse(true);
        if (!isAllowed) {
            throw SqsError.invalid(text, "RedrivePolicy", "Dead-letter target does not allow redrive from the source.");
        }
    }
}
