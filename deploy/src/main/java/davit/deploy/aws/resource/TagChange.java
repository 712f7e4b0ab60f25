package davit.deploy.aws.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to do to get from tags to other tags.
 *
 * @param removed the keys to remove
 * @param set the tags to set
 */
public record TagChange(List<String> removed, Map<String, String> set) {
    /** Keeps copies. */
    public TagChange {
        removed = List.copyOf(removed);
        set = Map.copyOf(set);
    }

    /** The way from {@code old} to {@code wanted}. */
    public static TagChange between(Map<String, String> old, Map<String, String> wanted) {
        List<String> removed = new ArrayList<>(old.keySet());
        removed.removeAll(wanted.keySet());
        Map<String, String> set = new TreeMap<>(wanted);
        set.entrySet().removeAll(old.entrySet());
        return new TagChange(removed, set);
    }
}
