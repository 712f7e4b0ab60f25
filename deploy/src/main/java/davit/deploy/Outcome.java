package davit.deploy;

import davit.deploy.event.Operation;
import davit.deploy.value.Properties;
import java.time.Duration;
import java.util.Map;

/**
 * How a deployment ended.
 *
 * @param isDone whether everything that was wanted is there; else the listener was told what is not
 * @param changes how many resources each operation was done to
 * @param outputs what the program exports, secrets marked
 * @param took how long it took
 */
public record Outcome(boolean isDone, Map<Operation, Integer> changes, Properties outputs, Duration took) {
    /** Keeps a copy. */
    public Outcome {
        changes = Map.copyOf(changes);
    }

    /** Whether anything was, or in a preview would be, changed. */
    public boolean hasChanges() {
        return changes.keySet().stream()
                .anyMatch(operation -> operation != Operation.SAME && operation != Operation.READ);
    }
}
