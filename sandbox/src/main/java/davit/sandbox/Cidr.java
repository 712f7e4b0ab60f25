package davit.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param first its first address, as a number
 * @param prefix how many leading bits all its addresses share, 0 to 32
 */
public record Cidr(int first, int prefix) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
    private static final int BYTES = 4;
    private static final int MAX_BYTE = 255;

    /** Clears the bits of {@code first} that do not count. */
    public Cidr {
        first &= mask(prefix);
    }

    /**
     * Reads an address, or a range such as {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if it is none; the message says so
     */
    public static Cidr parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        int address = 0;
        for (int i = 1; i <= BYTES; i++) {
            int part = Integer.parseInt(matcher.group(i));
            if (part > MAX_BYTE) {
                throw invalid(text);
            }
            address = address << Byte.SIZE | part;
        }
        int prefix = matcher.group(BYTES + 1) == null ? Integer.SIZE : Integer.parseInt(matcher.group(BYTES + 1));
        if (prefix > Integer.SIZE) {
            throw invalid(text);
        }
        return new Cidr(address, prefix);
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("'" + text + "' is no IPv4 address and no range such as 10.0.0.0/8");
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (Integer.SIZE - prefix);
    }

    /** Whether both have an address in common. */
    boolean overlaps(Cidr other) {
        int shared = mask(Math.min(prefix, other.prefix));
        return (first & shared) == (other.first & shared);
    }

    /** The address at {@code index}, 0 for the first. */
    String address(int index) {
        int address = first + index;
        return "%d.%d.%d.%d"
                .formatted(
                        address >>> 24 & MAX_BYTE,
                        address >>> 16 & MAX_BYTE,
                        address >>> 8 & MAX_BYTE,
                        address & MAX_BYTE);
    }

    @Override
    public String toString() {
        return address(0) + "/" + prefix;
    }
}
