package davit.base.storage;

import davit.base.json.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One SQL table of two columns: the encoded key and the document as JSON. What was found is remembered until the next
 * commit, because the same function, role or bucket is asked for again and again.
 */
final class SqliteTable<T> implements Table<T> {
    /** Past this number of documents it begins to remember anew. */
    private static final int MOST_KEPT = 200;

    /** What a key had when so many transactions were committed, and has until the next is. */
    @SuppressWarnings("checkstyle:IllegalType") // what find returns, as it is
    private record Found<T>(Optional<T> value, long commits) {}

    private final SqliteRecords records;
    private final String name;
    private final Class<T> type;
    private final Map<Key, Found<T>> found = new ConcurrentHashMap<>();

    SqliteTable(SqliteRecords records, String name, Class<T> type) {
        this.records = records;
        this.name = name;
        this.type = type;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public Optional<T> find(Key key) {
        if (records.isWithinTransaction()) {
            return select(key);
        }
        long commits = records.commits();
        Found<T> last = found.get(key);
        if (last != null && last.commits() == commits) {
            return last.value();
        }
        if (found.size() >= MOST_KEPT) {
            found.clear();
        }
        Optional<T> value = select(key);
        found.put(key, new Found<>(value, commits));
        return value;
    }

    private Optional<T> select(Key key) {
        return records.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT value FROM " + name + " WHERE key = ?")) {
                statement.setBytes(1, key.encoded());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(Json.read(row.getBytes(1), type)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void put(Key key, T value) {
        write("INSERT OR REPLACE INTO " + name + " VALUES (?, ?)", key.encoded(), Json.bytes(value));
    }

    @Override
    public boolean insert(Key key, T value) {
        return write("INSERT OR IGNORE INTO " + name + " VALUES (?, ?)", key.encoded(), Json.bytes(value)) > 0;
    }

    @Override
    public boolean delete(Key key) {
        return write("DELETE FROM " + name + " WHERE key = ?", key.encoded()) > 0;
    }

    private int write(String sql, byte[]... parameters) {
        return records.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setBytes(i + 1, parameters[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public List<Entry<T>> scan(KeyRange range, int limit) {
        return records.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT key, value FROM " + name + " WHERE key >= ? AND key < ? ORDER BY key LIMIT ?")) {
                statement.setBytes(1, range.from());
                statement.setBytes(2, range.to());
                statement.setInt(3, limit);
                List<Entry<T>> entries = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        entries.add(new Entry<>(Key.decoded(rows.getBytes(1)), Json.read(rows.getBytes(2), type)));
                    }
                }
                return List.copyOf(entries);
            }
        });
    }
}
