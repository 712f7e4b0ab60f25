package davit.functions.store;

import davit.base.storage.Key;
import davit.base.storage.KeyRange;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.functions.model.FunctionId;
import davit.functions.model.QualifiedVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The published versions of functions.
 *
 * <p>A version's key is its function's, followed by its number with leading zeros, so that the versions of a function
 * lie beside each other in the order of their numbers and a page of them is one scan.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Versions {
    private static final int ALL = Integer.MAX_VALUE;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Records records;
    private final Table<QualifiedVersion> table;
    private final Table<LastNumber> lastNumbers;

    /**
     * The last number that a deleted function gave.
     *
     * @param number the number
     */
    record LastNumber(int number) {}

    /** Keeps versions in {@code records}. */
    public Versions(Records records) {
        this.records = records;
        this.table = records.table("lambda_versions", QualifiedVersion.class);
        this.lastNumbers = records.table("lambda_last_versions", LastNumber.class);
    }

    /** The published version of this number; empty if there is none, or {@code number} is no number. */
    public Optional<QualifiedVersion> find(FunctionId id, String number) {
        return NUMBER.matcher(number).matches() ? table.find(key(id, number)) : Optional.empty();
    }

    /** Adds a version. */
    public void add(QualifiedVersion version) {
        if (!table.insert(key(version.function(), version.number()), version)) {
            throw new IllegalStateException("published twice: " + version.arn());
        }
    }

    /** Replaces a version by what {@code change} makes of it, if it is there. */
    public void update(FunctionId id, String number, UnaryOperator<QualifiedVersion> change) {
        records.atomically(() -> find(id, number).ifPresent(found -> table.put(key(id, number), change.apply(found))));
    }

    /** Removes a version; returns whether there was one. */
    public boolean delete(FunctionId id, String number) {
        return table.delete(key(id, number));
    }

    /** The versions of a function in the order of their numbers, after {@code afterNumber}, at most {@code limit}. */
    public List<QualifiedVersion> list(FunctionId id, int afterNumber, int limit) {
        KeyRange range = afterNumber == 0 ? id.keys() : id.keys().after(word(Integer.toString(afterNumber)));
        return values(range, limit);
    }

    /** The versions of a function. */
    public List<QualifiedVersion> all(FunctionId id) {
        return values(id.keys(), ALL);
    }

    /** The versions of every function. */
    public List<QualifiedVersion> all() {
        return values(KeyRange.ALL, ALL);
    }

    private List<QualifiedVersion> values(KeyRange range, int limit) {
        return table.scan(range, limit).stream().map(Table.Entry::value).toList();
    }

    /** Remembers the last number that a function gave which is deleted. */
    public void rememberLast(FunctionId id, int number) {
        lastNumbers.put(id.key(), new LastNumber(number));
    }

    /** The last number that a function of this name gave which is deleted. */
    public Optional<Integer> lastOfDeleted(FunctionId id) {
        return lastNumbers.find(id.key()).map(LastNumber::number);
    }

    private static Key key(FunctionId id, String number) {
        return id.key(word(number));
    }

    private static String word(String number) {
        return "0".repeat(9 - number.length()) + number;
    }
}
