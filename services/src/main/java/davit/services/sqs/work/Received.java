package davit.services.sqs.work;

import davit.services.sqs.model.ReceiptHandle;
import davit.services.sqs.store.StoredMessage;

/**
 * A message that somebody got. Times in milliseconds since 1970.
 *
 * @param handle by what it is deleted
 * @param sent when it was sent
 * @param firstReceived when it was first received
 * @param message what it says
 */
public record Received(ReceiptHandle handle, long sent, long firstReceived, StoredMessage message) {}
