package davit.services.logs.store;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log group.
 *
 * @param name its name, {@code /aws/lambda/thumbnailer}
 * @param created milliseconds since 1970
 * @param retentionDays after how many days events are removed; absent for never
 * @param tags by key
 */
public record StoredGroup(
        String name, long created, @Nullable Integer retentionDays, SortedMap<String, String> tags) {
    /** Keeps a copy. */
    public StoredGroup {
        tags = new TreeMap<>(tags);
    }

    /** With another retention. */
    public StoredGroup withRetention(@Nullable Integer days) {
        return new StoredGroup(name, created, days, tags);
    }

    /** With other tags. */
    public StoredGroup withTags(SortedMap<String, String> newTags) {
        return new StoredGroup(name, created, retentionDays, newTags);
    }
}
