package davit.services.sqs.work;

import davit.aws.arn.Arn;
import davit.aws.operation.ServiceException;
import davit.base.storage.StorageException;
import davit.services.sqs.store.Journal.Change;
import davit.services.sqs.store.MessageStore;
import davit.services.sqs.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way from one queue to another: in one commit they are gone from the one and there in the other.
 *
 * @param source where they come from
 * @param store the tables
 * @param all the messages
 */
record Moves(Queue source, MessageStore store, List<Move> all) {
    /** One message. */
    record Move(Entry entry, StoredMessage message) {}

    /** Reads the messages, which are in the state {@code MOVING}; those that are not there any more are forgotten. */
    static Moves of(Queue source, List<Entry> entries, MessageStore store) {
        List<Move> all = new ArrayList<>();
        List<Entry> gone = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<StoredMessage> message = store.message(source.id(), entry.number);
            if (message.isPresent()) {
                all.add(new Move(entry, message.get()));
            } else {
                gone.add(entry);
            }
        }
        source.shelf().forget(gone);
        return new Moves(source, store, all);
    }

    /**
     * Moves the messages; they are to be had in the source again if that fails.
     *
     * @param deadLetterSource the queue that they are dead letters of from now on
     * @return whether they were moved
     */
    boolean into(Queue target, @Nullable Arn deadLetterSource) {
        Moves marked = new Moves(
                source,
                store,
                all.stream()
                        .map(move -> new Move(
                                move.entry(),
                                new StoredMessage(
                                        move.message().messageId(),
                                        move.message().content(),
                                        deadLetterSource)))
                        .toList());
        try {
            target.inbox().adopt(marked).await();
            return true;
        } catch (ServiceException _) { // the target was deleted meanwhile
            source.shelf().release(entries());
            return false;
        } catch (StorageException _) { // the journal has released them
            return false;
        }
    }

    private List<Entry> entries() {
        return all.stream().map(Move::entry).toList();
    }

    /** The removal from the source, then the arrival. */
    Change before(Change arrival) {
        return new Change() {
            @Override
            public void write() {
                all.forEach(move -> store.delete(source.id(), move.entry().number));
                arrival.write();
            }

            @Override
            public void committed() {
                arrival.committed();
                source.shelf().forget(entries());
            }

            @Override
            public void failed() {
                arrival.failed();
                source.shelf().release(entries());
            }
        };
    }
}
