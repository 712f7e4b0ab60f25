package davit.services.sqs.work;

import davit.aws.arn.Arn;
import davit.aws.operation.ServiceException;
import davit.services.sqs.model.NewMessage;
import davit.services.sqs.model.QueueName;
import davit.services.sqs.model.QueueSettings;
import davit.services.sqs.model.ReceiptHandle;
import davit.services.sqs.store.StoredQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A queue: takes messages and gives each to one receiver at a time until it is deleted.
 *
 * <p>A message is accepted, and a delete done, once it is on disk. That a message was received is written without
 * waiting: a crash in between gives it to somebody else earlier, never later.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Queue {
    private final QueueParts parts;
    private final String id;
    private final QueueName name;
    private final Shelf shelf;
    private final Inbox inbox;

    private volatile StoredQueue stored;
    private volatile QueueSettings settings;

    Queue(StoredQueue stored, QueueParts parts) {
        this.stored = stored;
        this.settings = QueueSettings.of(stored.attributes());
        this.parts = parts;
        this.id = stored.id();
        this.name = stored.name();
        this.shelf = new Shelf(this, parts);
        this.inbox = new Inbox(this, shelf, parts);
    }

    /** Takes over what is on disk; before anybody else uses the queue. */
    void load() {
        long last = shelf.load(stored.purgedThrough());
        inbox.load(Math.max(last, stored.purgedThrough()));
    }

    /** Its unique id. */
    public String id() {
        return id;
    }

    /** Which queue it is. */
    public QueueName name() {
        return name;
    }

    /** Its ARN. */
    public Arn arn() {
        return name.arn(parts.account());
    }

    /** Its record. */
    public StoredQueue stored() {
        return stored;
    }

    /** Its attributes. */
    public QueueSettings settings() {
        return settings;
    }

    void become(StoredQueue its) {
        settings = QueueSettings.of(its.attributes());
        stored = its;
    }

    /**
     * How many messages there are.
     *
     * @param ready how many are to be had
     * @param inFlight how many are being worked on
     * @param delayed how many are kept back
     */
    public record Counts(int ready, int inFlight, int delayed) {}

    /** How many messages there are now. */
    public Counts counts() {
        return shelf.counts();
    }

    /**
     * Takes messages over; once this returns, they survive a crash.
     *
     * @throws ServiceException {@code QueueDoesNotExist} if it was deleted, {@code RequestThrottled} if there is no room
     */
    public List<Sent> send(List<NewMessage> messages) {
        return inbox.send(messages);
    }

    /**
     * Gives messages, waiting for the first as long as is wanted; none if there are none by then.
     *
     * @throws ServiceException {@code QueueDoesNotExist} if it was or is deleted, {@code OverLimit}
     */
    public List<Received> receive(Wanted wanted) throws InterruptedException {
        return shelf.receive(wanted);
    }

    /**
     * Deletes messages; once this returns, they stay deleted.
     *
     * @return for each handle why its message was not deleted; a message that is gone already is none
     */
    public List<Optional<ServiceException>> delete(List<ReceiptHandle> handles) {
        return shelf.delete(handles);
    }

    /**
     * Changes until when messages are kept from others, from now on.
     *
     * @param timeouts for each handle how long
     * @return for each handle why it was refused
     */
    public List<Optional<ServiceException>> changeVisibility(List<ReceiptHandle> handles, List<Duration> timeouts) {
        return shelf.changeVisibility(handles, timeouts);
    }

    Shelf shelf() {
        return shelf;
    }

    Inbox inbox() {
        return inbox;
    }

    void expire() {
        shelf.expire();
        inbox.expire();
    }

    void delete() {
        inbox.delete();
        shelf.delete();
    }
}
