package davit.services.s3.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** MD5 and checksums of content that passes by. For one thread. */
public final class ContentDigests {
    private final MessageDigest md5 = messageDigest("MD5");
    private final Map<ChecksumAlgorithm, Running> running = new EnumMap<>(ChecksumAlgorithm.class);

    /** With these checksums beside the MD5. */
    public ContentDigests(Collection<ChecksumAlgorithm> algorithms) {
        algorithms.forEach(algorithm -> running.put(algorithm, start(algorithm)));
    }

    private sealed interface Running {
        record OfBits(Checksum checksum) implements Running {}

        record OfMessage(MessageDigest digest) implements Running {}
    }

    private static Running start(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new Running.OfBits(new CRC32());
            case CRC32C -> new Running.OfBits(new CRC32C());
            case CRC64NVME -> new Running.OfBits(new Crc.Nvme());
            case SHA1 -> new Running.OfMessage(messageDigest("SHA-1"));
            case SHA256 -> new Running.OfMessage(messageDigest("SHA-256"));
        };
    }

    private static MessageDigest messageDigest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has " + name, e);
        }
    }

    /** Takes the next bytes in. */
    public void update(byte[] bytes, int offset, int length) {
        md5.update(bytes, offset, length);
        for (Running one : running.values()) {
            switch (one) {
                case Running.OfBits(Checksum checksum) -> checksum.update(bytes, offset, length);
                case Running.OfMessage(MessageDigest digest) -> digest.update(bytes, offset, length);
            }
        }
    }

    /** Ends: the digests of all bytes. */
    public Values finish() {
        Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        running.forEach((algorithm, one) -> checksums.put(algorithm, base64(bytes(algorithm, one))));
        return new Values(HexFormat.of().formatHex(md5.digest()), checksums);
    }

    private static byte[] bytes(ChecksumAlgorithm algorithm, Running one) {
        return switch (one) {
            case Running.OfBits(Checksum checksum) -> bytes(algorithm, checksum.getValue());
            case Running.OfMessage(MessageDigest digest) -> digest.digest();
        };
    }

    private static byte[] bytes(ChecksumAlgorithm algorithm, long crc) {
        byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(crc).array();
        return Arrays.copyOfRange(all, Long.BYTES - algorithm.length(), Long.BYTES);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The digests of some content.
     *
     * @param md5 in hexadecimal
     * @param checksums in base64
     */
    public record Values(String md5, Map<ChecksumAlgorithm, String> checksums) {
        /** Keeps a copy. */
        public Values {
            checksums = Map.copyOf(checksums);
        }
    }

    /** The entity tag of an object of parts: the MD5 over their MD5s, and their number. */
    public static String composedETag(List<String> md5sOfParts) {
        MessageDigest md5 = messageDigest("MD5");
        md5sOfParts.forEach(part -> md5.update(HexFormat.of().parseHex(part)));
        return HexFormat.of().formatHex(md5.digest()) + "-" + md5sOfParts.size();
    }

    /** The checksum over the checksums of parts, and their number. */
    public static String composedChecksum(ChecksumAlgorithm algorithm, List<String> checksumsOfParts) {
        Running one = start(algorithm);
        for (String part : checksumsOfParts) {
            byte[] bytes = Base64.getDecoder().decode(part);
            switch (one) {
                case Running.OfBits(Checksum checksum) -> checksum.update(bytes, 0, bytes.length);
                case Running.OfMessage(MessageDigest digest) -> digest.update(bytes);
            }
        }
        return base64(bytes(algorithm, one)) + "-" + checksumsOfParts.size();
    }

    /**
     * The checksum of a whole from those of its parts.
     *
     * @param algorithm one that {@linkplain ChecksumAlgorithm#isCombinable can be combined}
     * @param checksums of the parts in order
     * @param lengths of the parts in bytes
     */
    public static String combinedChecksum(ChecksumAlgorithm algorithm, List<String> checksums, List<Long> lengths) {
        Crc crc = Crc.valueOf(algorithm.name());
        long combined = 0;
        for (int i = 0; i < checksums.size(); i++) {
            combined = crc.combined(combined, number(checksums.get(i)), lengths.get(i));
        }
        return base64(bytes(algorithm, combined));
    }

    private static long number(String checksum) {
        byte[] bytes = Base64.getDecoder().decode(checksum);
        byte[] all = new byte[Long.BYTES];
        System.arraycopy(bytes, 0, all, Long.BYTES - bytes.length, bytes.length);
        return ByteBuffer.wrap(all).getLong();
    }
}
