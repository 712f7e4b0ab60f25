package davit.deploy.provider;

import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What differs between a resource and its new inputs.
 *
 * @param changed the top-level inputs that differ; empty if none does
 * @param replacing those of them that force a replacement
 * @param deleteBeforeReplace whether a replacement must delete the old one before the new one can be made, because both
 *     would have the same name
 */
public record Difference(SortedSet<String> changed, SortedSet<String> replacing, boolean deleteBeforeReplace) {
    /** Nothing differs. */
    public static final Difference NONE = new Difference(new TreeSet<>(), new TreeSet<>(), false);

    /** Keeps copies. */
    public Difference {
        changed = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(changed));
        replacing = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(replacing));
    }

    /**
     * Compares inputs with inputs; null and absent are the same, and {@link CheckRequest#DEFAULTS} does not count.
     *
     * @param old the inputs of before
     * @param inputs the new inputs
     * @param immutable the properties whose change forces a replacement
     * @param naming the property that holds the name, as {@code bucket}; if the program chose the name, a replacement
     *     deletes first
     */
    public static Difference between(Properties old, Properties inputs, Collection<String> immutable, String naming) {
        SortedSet<String> changed = changedNames(old, inputs);
        SortedSet<String> replacing = new TreeSet<>(changed);
        replacing.retainAll(Set.copyOf(immutable));
        PropertyValue name = inputs.value(naming);
        boolean keepsName = !name.isNull() && name.equals(old.value(naming)) && !CheckRequest.isDefault(inputs, naming);
        return new Difference(changed, replacing, keepsName);
    }

    /** The top-level properties that differ; null and absent are the same. */
    public static SortedSet<String> changedNames(Properties old, Properties inputs) {
        SortedSet<String> changed = new TreeSet<>(old.names());
        changed.addAll(inputs.names());
        changed.remove(CheckRequest.DEFAULTS);
        changed.removeIf(name -> old.value(name).equals(inputs.value(name)));
        return changed;
    }

    /** Whether anything differs. */
    public boolean isEmpty() {
        return changed.isEmpty();
    }

    /** Whether the resource must be replaced. */
    public boolean replaces() {
        return !replacing.isEmpty();
    }
}
