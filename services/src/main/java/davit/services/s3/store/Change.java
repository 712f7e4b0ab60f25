package davit.services.s3.store;

import davit.base.storage.BlobId;
import java.util.ArrayList;
import java.util.List;

/** What a transaction has to be followed by once it is durable. For one thread. */
final class Change {
    /** Contents that nothing may use any more. */
    final List<BlobId> released = new ArrayList<>();

    /** How many events were added to the outbox. */
    int events;
}
