package davit.services.sqs.store;

/**
 * That a message was sent, so that it is not taken a second time.
 *
 * @param number the message's number
 * @param messageId its id
 * @param until until when it is remembered, in milliseconds since 1970
 */
public record StoredDuplicate(long number, String messageId, long until) {}
