package davit.deploy.state;

/**
 * An operation that was begun; one that is in the state when a run starts was interrupted.
 *
 * @param resource the resource as it was, or for a create as it would be
 * @param type what was begun
 */
public record PendingOperation(Resource resource, Type type) {
    /** What can be under way. */
    public enum Type {
        /** Making. */
        CREATING,
        /** Changing. */
        UPDATING,
        /** Deleting. */
        DELETING,
        /** Looking up. */
        READING,
        /** Taking over. */
        IMPORTING
    }
}
