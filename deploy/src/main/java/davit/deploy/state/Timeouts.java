package davit.deploy.state;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the operations on a resource may take, where the program says so.
 *
 * @param create making it
 * @param read looking it up
 * @param update changing it
 * @param delete deleting it
 */
public record Timeouts(
        Optional<Duration> create, Optional<Duration> read, Optional<Duration> update, Optional<Duration> delete) {
    /** The program says nothing. */
    public static final Timeouts NONE =
            new Timeouts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
