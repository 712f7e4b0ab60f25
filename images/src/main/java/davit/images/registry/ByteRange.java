package davit.images.registry;

import davit.base.http.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a blob.
 *
 * @param from the first byte
 * @param to the last byte; one less than {@code from} when the blob is empty
 * @param size the length of the whole blob
 */
record ByteRange(long from, long to, long size) {
    private static final Pattern HEADER = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** The part that a {@code Range} header asks for; the whole if it is empty or not understood. */
    static ByteRange of(String header, long size) {
        Matcher numbers = HEADER.matcher(header);
        if (!numbers.matches() || header.equals("bytes=-")) {
            return new ByteRange(0, size - 1, size);
        }
        if (numbers.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(numbers.group(2)));
            return check(new ByteRange(size - last, size - 1, size));
        }
        long from = Long.parseLong(numbers.group(1));
        long to = numbers.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(numbers.group(2)));
        return check(new ByteRange(from, to, size));
    }

    private static ByteRange check(ByteRange range) {
        if (range.from > range.to) {
            throw new RegistryException(
                    RegistryError.RANGE_INVALID,
                    "The blob has " + range.size + " bytes; the range is outside of it",
                    HttpHeaders.of("content-range", "bytes */" + range.size));
        }
        return range;
    }

    boolean isWhole() {
        return length() == size;
    }

    long length() {
        return to - from + 1;
    }
}
