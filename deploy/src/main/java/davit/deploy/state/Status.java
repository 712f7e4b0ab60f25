package davit.deploy.state;

import java.time.Instant;
import java.util.List;

/**
 * Where a resource is in its life.
 *
 * @param isToDelete whether it was replaced and must still be deleted
 * @param isPendingReplacement whether it was deleted already and its replacement must still be made
 * @param created when it was made
 * @param modified when it was last changed
 * @param errors what went wrong when it was made or changed half-way; the next run tries again
 */
public record Status(
        boolean isToDelete, boolean isPendingReplacement, Instant created, Instant modified, List<String> errors) {
    /** Keeps a copy. */
    public Status {
        errors = List.copyOf(errors);
    }

    /** Just made. */
    public static Status created(Instant now) {
        return new Status(false, false, now, now, List.of());
    }

    /** Changed, and whole. */
    public Status modified(Instant now) {
        return new Status(isToDelete, isPendingReplacement, created, now, List.of());
    }

    /** Replaced, to be deleted. */
    public Status toDelete() {
        return new Status(true, false, created, modified, errors);
    }

    /** Deleted, to be made again. */
    public Status pendingReplacement() {
        return new Status(false, true, created, modified, errors);
    }

    /** Made or changed half-way. */
    public Status failed(String error) {
        return new Status(isToDelete, isPendingReplacement, created, modified, List.of(error));
    }
}
