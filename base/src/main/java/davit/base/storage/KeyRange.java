package davit.base.storage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A contiguous part of a table, in key order.
 *
 * @param under the first words that all keys of the range share; empty for the whole table
 * @param startingWith how the next word begins; empty for any
 * @param after keys up to and with this next word (and all below it) are passed over; empty for none
 * @param afterPrefix keys up to and with all whose next word begins with this are passed over; empty for none
 */
public record KeyRange(List<String> under, String startingWith, String after, String afterPrefix) {
    /** UTF-8 never has the byte 0xFF, so that it comes behind all that begins with what is before it. */
    private static final byte[] BEHIND_ALL = {(byte) 0xFF};

    /** Every key of a table. */
    public static final KeyRange ALL = new KeyRange(List.of(), "", "", "");

    /** Keeps a copy. */
    public KeyRange {
        under = List.copyOf(under);
    }

    /** The keys whose first words are these and that have at least one word more. */
    public static KeyRange under(String... parts) {
        return new KeyRange(List.of(parts), "", "", "");
    }

    /** Of this range the keys whose next word begins with {@code prefix}. */
    public KeyRange startingWith(String prefix) {
        return new KeyRange(under, prefix, after, afterPrefix);
    }

    /** Of this range the keys that come after the next word {@code word}. */
    public KeyRange after(String word) {
        return new KeyRange(under, startingWith, word, afterPrefix);
    }

    /** Of this range the keys that come after all whose next word begins with {@code prefix}. */
    public KeyRange afterAllStartingWith(String prefix) {
        return new KeyRange(under, startingWith, after, prefix);
    }

    /** The first encoded key that may belong to the range. */
    byte[] from() {
        byte[] from = bound(startingWith, new byte[0]);
        if (!after.isEmpty()) {
            from = later(from, bound(after, new byte[] {1}));
        }
        return afterPrefix.isEmpty() ? from : later(from, bound(afterPrefix, BEHIND_ALL));
    }

    private static byte[] later(byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, other) >= 0 ? one : other;
    }

    /** The first encoded key behind the range. */
    byte[] to() {
        return bound(startingWith, BEHIND_ALL);
    }

    private byte[] bound(String word, byte[] suffix) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : under) {
            bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }
        bytes.writeBytes(word.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(suffix);
        return bytes.toByteArray();
    }
}
