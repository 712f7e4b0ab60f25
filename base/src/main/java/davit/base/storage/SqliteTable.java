package davit.base.storage;

import davit.base.json.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One SQL table of two columns: the encoded key and the document as JSON. */
final class SqliteTable<T> implements Table<T> {
    private final SqliteRecords records;
    private final String name;
    private final Class<T> type;

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
