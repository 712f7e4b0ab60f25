package davit.base.storage;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The place of a record in its table: one or more words, ordered word by word by their UTF-8 bytes.
 *
 * @param parts the words; none holds the character U+0000, which separates them in storage
 */
public record Key(List<String> parts) {
    /** Checks the words. */
    public Key {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("a key has one or more words without U+0000: " + parts);
        }
    }

    /** A key of these words. */
    public static Key of(String... parts) {
        return new Key(List.of(parts));
    }

    /** The word at {@code index}, counted from 0. */
    public String part(int index) {
        return parts.get(index);
    }

    /** The last word. */
    public String last() {
        return parts.getLast();
    }

    byte[] encoded() {
        return String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
    }

    static Key decoded(byte[] encoded) {
        return new Key(List.of(new String(encoded, StandardCharsets.UTF_8).split("\0", -1)));
    }
}
