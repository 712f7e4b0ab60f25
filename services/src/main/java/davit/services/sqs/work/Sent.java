package davit.services.sqs.work;

/**
 * A message that was accepted.
 *
 * @param messageId its unique id, or that of the message of which it is a duplicate
 * @param number its number in the queue
 */
public record Sent(String messageId, long number) {
    /** The number as FIFO queues show it: twenty digits. */
    public static String sequence(long number) {
        return String.format("1%019d", number);
    }
}
