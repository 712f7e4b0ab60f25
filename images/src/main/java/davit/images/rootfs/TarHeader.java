package davit.images.rootfs;

import davit.images.oci.InvalidImageException;
import davit.images.oci.InvalidImageException.Flaw;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One header block of a tar archive, in the ustar form with GNU's extensions. */
final class TarHeader {
    static final int BLOCK = 512;

    private static final int CHECKSUM_OFFSET = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int MODE_BITS = 07777;

    private final byte[] block;

    /** Checks the block's own sum. */
    TarHeader(byte[] block) throws InvalidImageException {
        this.block = block;
        long announced = number(CHECKSUM_OFFSET, CHECKSUM_LENGTH);
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean isInChecksum = i >= CHECKSUM_OFFSET && i < CHECKSUM_OFFSET + CHECKSUM_LENGTH;
            sum += isInChecksum ? ' ' : block[i] & 0xff;
        }
        if (sum != announced) {
            throw new InvalidImageException(Flaw.DAMAGED, "a layer is not a tar archive, or is damaged");
        }
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    String name() throws InvalidImageException {
        String name = text(0, 100);
        boolean isUstar = Arrays.equals(block, 257, 263, new byte[] {'u', 's', 't', 'a', 'r', 0}, 0, 6);
        String prefix = isUstar ? text(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String linkName() throws InvalidImageException {
        return text(157, 100);
    }

    int mode() throws InvalidImageException {
        return (int) (number(100, 8) & MODE_BITS);
    }

    long uid() throws InvalidImageException {
        return number(108, 8);
    }

    long gid() throws InvalidImageException {
        return number(116, 8);
    }

    long size() throws InvalidImageException {
        return number(124, 12);
    }

    long modifiedSeconds() throws InvalidImageException {
        return number(136, 12);
    }

    private String text(int offset, int length) throws InvalidImageException {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return decode(Arrays.copyOfRange(block, offset, end));
    }

    static String decode(byte[] bytes) throws InvalidImageException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new InvalidImageException(
                    Flaw.UNSUPPORTED,
                    "a layer has a file whose name is not UTF-8: " + new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    /** An octal number, or a binary one when the first bit is set, as GNU writes large numbers. */
    private long number(int offset, int length) throws InvalidImageException {
        if ((block[offset] & 0x80) != 0) {
            return binary(offset, length);
        }
        long value = 0;
        boolean hasDigits = false;
        for (int i = offset; i < offset + length; i++) {
            int digit = block[i] - '0';
            if (digit >= 0 && digit < 8) {
                value = value * 8 + digit;
                hasDigits = true;
            } else if (block[i] != 0 && block[i] != ' ') {
                throw new InvalidImageException(Flaw.DAMAGED, "a layer is not a tar archive, or is damaged");
            } else if (hasDigits) {
                break;
            }
        }
        return value;
    }

    private long binary(int offset, int length) throws InvalidImageException {
        boolean isNegative = (block[offset] & 0x40) != 0;
        long value = isNegative ? -1 : 0;
        for (int i = offset; i < offset + length; i++) {
            int bits = i == offset ? (isNegative ? block[i] | 0x80 : block[i] & 0x7f) : block[i];
            long next = (value << 8) | (bits & 0xff);
            if (next >> 8 != value) {
                throw new InvalidImageException(Flaw.DAMAGED, "a layer has a number that is too large");
            }
            value = next;
        }
        return value;
    }
}
