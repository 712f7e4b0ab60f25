package davit.services.logs.api;

import davit.services.logs.model.LogsError;
import davit.services.logs.model.PageLimit;
import davit.services.logs.model.StoredEvent;
import davit.services.logs.store.StoredStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The next events of several streams by time: as many as a page has, whatever is added. The token names the last event
 * of the page before.
 */
final class FoundEvents {
    private static final Comparator<Place> BY_PLACE =
            Comparator.comparingLong(Place::time).thenComparing(Place::stream).thenComparingLong(Place::position);
    private static final Place BEGINNING = new Place(Long.MIN_VALUE, "", -1);

    /** Where an event stands among those of all streams. */
    private record Place(long time, String stream, long position) {}

    /** An event, and whose it is. */
    record Found(StoredStream stream, StoredEvent event) {
        private Place place() {
            return new Place(event.timestamp(), stream.name(), event.position());
        }
    }

    private final Place after;
    private final PageLimit limit;
    private final TreeSet<Found> found = new TreeSet<>(Comparator.comparing(Found::place, BY_PLACE));
    /** The first that had no room; what is behind it must not be told before it. */
    private @Nullable Place next;

    private FoundEvents(Place after, PageLimit limit) {
        this.after = after;
        this.limit = limit;
    }

    /**
     * The events that follow the page which gave the token; the first without one.
     *
     * @throws davit.aws.operation.ServiceException if the token is none
     */
    static FoundEvents after(@Nullable String token, PageLimit limit) {
        return new FoundEvents(token == null ? BEGINNING : parse(token), limit);
    }

    private static Place parse(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split(" ", 3);
            return new Place(Long.parseLong(parts[0]), parts[2], Long.parseLong(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw LogsError.INVALID_PARAMETER.with("The specified nextToken is invalid.");
        }
    }

    /** No event before this time is of use. */
    long earliest() {
        return after.time();
    }

    void add(StoredStream stream, StoredEvent event) {
        Found each = new Found(stream, event);
        boolean isOfLaterPage = next != null && BY_PLACE.compare(each.place(), next) >= 0;
        if (BY_PLACE.compare(each.place(), after) > 0 && !isOfLaterPage && found.add(each)) {
            limit.add(event);
            while (limit.isExceeded()) {
                Found last = found.removeLast();
                limit.remove(last.event());
                next = last.place();
            }
        }
    }

    /** The events, by time. */
    List<Found> page() {
        return List.copyOf(found);
    }

    /** The token of the next page, if there is one. */
    Optional<String> nextToken() {
        if (next == null) {
            return Optional.empty();
        }
        Place last = found.getLast().place();
        String text = last.time() + " " + last.position() + " " + last.stream();
        return Optional.of(
                Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
}
