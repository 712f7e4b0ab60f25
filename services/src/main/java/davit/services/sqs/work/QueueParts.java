package davit.services.sqs.work;

import davit.aws.arn.Arn;
import davit.base.time.Time;
import davit.services.sqs.store.Journal;
import davit.services.sqs.store.MessageStore;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What every queue works with.
 *
 * @param store the tables
 * @param journal makes changes durable
 * @param room how many messages there may be
 * @param others finds other queues
 * @param account whose queues they are
 * @param random makes ids
 * @param time the clock
 */
record QueueParts(
        MessageStore store,
        Journal journal,
        Room room,
        Function<Arn, Optional<Queue>> others,
        String account,
        RandomGenerator random,
        Time time) {
    long now() {
        return time.now().toEpochMilli();
    }
}
