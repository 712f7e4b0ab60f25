package davit.services.s3.store;

import davit.base.storage.KeyRange;
import davit.base.storage.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists keys in UTF-8 byte order, those with a common prefix up to a delimiter as one. */
public final class Listing {
    private static final int PAGE = 1000;

    /**
     * What to list.
     *
     * @param prefix how keys begin
     * @param delimiter what ends a common prefix; empty for none
     * @param after keys up to and with this are passed over, and the common prefix that it begins with; empty for none
     * @param limit the most keys and common prefixes together
     */
    public record Query(String prefix, String delimiter, String after, int limit) {}

    /**
     * What was found.
     *
     * @param objects with their keys
     * @param commonPrefixes in order
     * @param next behind which key or common prefix the list goes on; null if it is complete
     */
    public record Page(
            List<Item> objects,
            List<String> commonPrefixes,
            @Nullable String next) {}

    /**
     * An object in a list.
     *
     * @param key its key
     */
    public record Item(String key, StoredObject object) {}

    private final Table<StoredObject> table;
    private final Query query;
    private final List<Item> objects = new ArrayList<>();
    private final List<String> commonPrefixes = new ArrayList<>();

    private KeyRange range;
    private String last = "";

    private Listing(Table<StoredObject> table, String bucket, Query query) {
        this.table = table;
        this.query = query;
        this.range = start(bucket, query);
    }

    static Page list(Table<StoredObject> table, String bucket, Query query) {
        return query.limit() == 0 ? new Page(List.of(), List.of(), null) : new Listing(table, bucket, query).run();
    }

    private static KeyRange start(String bucket, Query query) {
        KeyRange all = KeyRange.under(bucket).startingWith(Keys.escaped(query.prefix()));
        if (query.after().isEmpty()) {
            return all;
        }
        String passed = commonPrefix(query, query.after());
        return passed == null ? all.after(Keys.escaped(query.after())) : all.afterAllStartingWith(Keys.escaped(passed));
    }

    /** What the key is listed as a part of; null if it is listed itself. */
    private static @Nullable String commonPrefix(Query query, String key) {
        if (query.delimiter().isEmpty() || !key.startsWith(query.prefix())) {
            return null;
        }
        int found = key.indexOf(query.delimiter(), query.prefix().length());
        return found < 0 ? null : key.substring(0, found + query.delimiter().length());
    }

    private Page run() {
        while (true) {
            int size = pageSize();
            List<Table.Entry<StoredObject>> entries = table.scan(range, size);
            for (Table.Entry<StoredObject> entry : entries) {
                String key = Keys.unescaped(entry.key().last());
                if (isPartOfLast(key)) {
                    continue;
                }
                if (objects.size() + commonPrefixes.size() == query.limit()) {
                    return page(last);
                }
                add(key, entry);
            }
            if (entries.size() < size) {
                return page(null);
            }
        }
    }

    /** One more than may be listed, to see whether there is more. */
    private int pageSize() {
        return Math.min(query.limit() - objects.size() - commonPrefixes.size() + 1, PAGE);
    }

    private boolean isPartOfLast(String key) {
        return !commonPrefixes.isEmpty() && key.startsWith(commonPrefixes.getLast());
    }

    private void add(String key, Table.Entry<StoredObject> entry) {
        String common = commonPrefix(query, key);
        if (common == null) {
            objects.add(new Item(key, entry.value()));
            last = key;
            range = range.after(entry.key().last());
        } else {
            commonPrefixes.add(common);
            last = common;
            range = range.afterAllStartingWith(Keys.escaped(common));
        }
    }

    private Page page(@Nullable String next) {
        return new Page(List.copyOf(objects), List.copyOf(commonPrefixes), next);
    }
}
