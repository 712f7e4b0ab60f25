package davit.deploy.plan;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What a resource needs. */
public sealed interface Decision {
    /**
     * It must be made.
     *
     * @param isReplacement whether it takes the place of one that was deleted before
     */
    record Create(boolean isReplacement) implements Decision {}

    /** Nothing; what the program asks of the engine may have changed. */
    record Keep() implements Decision {}

    /**
     * It must be changed in place.
     *
     * @param changed the inputs that differ; empty if only a half-way step is tried again
     */
    record Update(NavigableSet<String> changed) implements Decision {
        /** Keeps a copy. */
        public Update {
            changed = Collections.unmodifiableNavigableSet(new TreeSet<>(changed));
        }
    }

    /**
     * A new one must be made in its place.
     *
     * @param changed the inputs that differ
     * @param deletesFirst whether the old one is deleted first, else last of all
     */
    record Replace(NavigableSet<String> changed, boolean deletesFirst) implements Decision {
        /** Keeps a copy. */
        public Replace {
            changed = Collections.unmodifiableNavigableSet(new TreeSet<>(changed));
        }
    }
}
