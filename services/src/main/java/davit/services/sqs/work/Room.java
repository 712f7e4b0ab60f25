package davit.services.sqs.work;

import davit.services.sqs.model.SqsError;
import java.util.concurrent.atomic.AtomicInteger;

/** How many messages all queues together may have: what is known of each in memory is some 200 bytes. */
final class Room {
    static final int MOST_MESSAGES = 500_000;

    private final AtomicInteger taken = new AtomicInteger();

    /**
     * Takes room for some messages.
     *
     * @throws davit.aws.operation.ServiceException {@code RequestThrottled} if there is none
     */
    void take(int messages) {
        if (taken.addAndGet(messages) > MOST_MESSAGES) {
            taken.addAndGet(-messages);
            throw SqsError.REQUEST_THROTTLED.with(
                    "The queues of this server hold " + MOST_MESSAGES + " messages, which is as many as they can.");
        }
    }

    /** Takes room for messages that are there already. */
    void takeAnyway(int messages) {
        taken.addAndGet(messages);
    }

    void giveBack(int messages) {
        taken.addAndGet(-messages);
    }
}
