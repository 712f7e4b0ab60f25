package davit.services.logs.model;

/**
 * One event of a stream.
 *
 * @param timestamp when it happened, in milliseconds since 1970
 * @param ingestion when it was taken in, in milliseconds since 1970
 * @param message the text
 * @param position where it stands in its stream; later events have higher ones
 */
public record StoredEvent(long timestamp, long ingestion, String message, long position) {
    /** The id of the event, unique in its group together with the stream. */
    public String id() {
        return "%020d%020d".formatted(timestamp, position);
    }
}
