package davit.services.s3.model;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of some content.
 *
 * @param offset the first byte, counted from 0
 * @param length the number of bytes
 */
public record ByteRange(long offset, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

    /**
     * The part that a {@code Range} header asks for; empty for the whole, as for a header that says nothing: several
     * ranges, other units, the end before the start.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidRange} if the part lies behind the end
     */
    public static Optional<ByteRange> of(@Nullable String header, long size) {
        Matcher form = FORM.matcher(header == null ? "" : header.strip());
        if (header == null
                || !form.matches()
                || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (form.group(1).isEmpty()) {
            return Optional.of(last(number(form.group(2)), size, header));
        }
        long start = number(form.group(1));
        long end = form.group(2).isEmpty() ? Long.MAX_VALUE : number(form.group(2));
        if (end < start) {
            return Optional.empty();
        }
        if (start >= size) {
            throw notSatisfiable(header, size);
        }
        return Optional.of(new ByteRange(start, Math.min(end, size - 1) - start + 1));
    }

    private static ByteRange last(long length, long size, String header) {
        if (length == 0 || size == 0) {
            throw notSatisfiable(header, size);
        }
        long known = Math.min(length, size);
        return new ByteRange(size - known, known);
    }

    /** A number of any length; the largest stands for all that are larger. */
    private static long number(String digits) {
        String known = digits.replaceFirst("^0+(?=.)", "");
        return known.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(known);
    }

    private static RuntimeException notSatisfiable(String header, long size) {
        return S3Error.INVALID_RANGE.about(Map.of("RangeRequested", header, "ActualObjectSize", Long.toString(size)));
    }

    /** As {@code Content-Range} gives it. */
    public String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
