package davit.services.sqs.store;

import davit.aws.arn.Arn;
import davit.services.sqs.model.NewMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a message says.
 *
 * @param messageId its unique id, which it keeps when it is moved to another queue
 * @param content what was sent
 * @param deadLetterSource the queue in which it was received too often, if it was moved here
 */
public record StoredMessage(
        String messageId, NewMessage content, @Nullable Arn deadLetterSource) {}
