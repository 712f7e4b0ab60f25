package davit.functions.model;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** New ids, from a given source of randomness. */
public final class Ids {
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private static final int HEXADECIMAL = 16;
    private static final int URL_ID_LENGTH = 32;
    private static final String URL_ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private final RandomGenerator random;

    /** Ids from {@code random}. */
    public Ids(RandomGenerator random) {
        this.random = random;
    }

    /** A random UUID: revision ids, request ids. */
    public String uuid() {
        long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low).toString();
    }

    /** A number that is unlikely to be given twice, with room above it to count on. */
    public long number() {
        return random.nextLong() >>> 2;
    }

    /** The id of a code signing configuration. */
    public String codeSigningId() {
        return String.format("csc-%016x%x", random.nextLong(), random.nextInt(HEXADECIMAL));
    }

    /** The id of a function's address: 32 small letters and digits. */
    public String urlId() {
        return random.ints(URL_ID_LENGTH, 0, URL_ID_ALPHABET.length())
                .mapToObj(index -> URL_ID_ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }

    /** A trace that is not sampled, as X-Ray's header has it, begun at this time. */
    public String traceId(long epochSecond) {
        return String.format(
                "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=0",
                epochSecond, random.nextInt(), random.nextLong(), random.nextLong());
    }
}
