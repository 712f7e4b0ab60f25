package davit.services.s3.model;

import java.util.zip.Checksum;

/**
 * The arithmetic of reflected CRCs whose register starts with ones and ends inverted, as CRC32, CRC32C and CRC64NVME
 * are: polynomials over GF(2), the bit of the highest power lowest.
 */
enum Crc {
    CRC32(32, 0xEDB88320L),
    CRC32C(32, 0x82F63B78L),
    CRC64NVME(64, 0x9A6C9329AC4BC9B5L);

    private static final int BITS_PER_BYTE = 8;
    private static final int TABLES = 8;
    private static final int TABLE_SIZE = 256;

    private final int width;
    private final long polynomial;

    Crc(int width, long polynomial) {
        this.width = width;
        this.polynomial = polynomial;
    }

    /** The CRC of two contents one after the other from the CRC of each and the length of the second in bytes. */
    long combined(long first, long second, long secondLength) {
        return product(first, power(secondLength)) ^ second;
    }

    /** x to the power of 8n modulo the polynomial: what n bytes of zeros do to a CRC. */
    private long power(long bytes) {
        long result = 1L << (width - 1);
        long square = result >>> BITS_PER_BYTE;
        for (long rest = bytes; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = product(result, square);
            }
            square = product(square, square);
        }
        return result;
    }

    private long product(long a, long b) {
        long sum = 0;
        long multiple = b;
        for (long bit = 1L << (width - 1); bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                sum ^= multiple;
            }
            multiple = timesX(multiple);
        }
        return sum;
    }

    private long timesX(long value) {
        return (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ polynomial;
    }

    /** Computes the CRC of 64 bits that Java lacks, eight bytes at a time. For one thread. */
    static final class Nvme implements Checksum {
        private static final long[][] STEPS = steps();

        private long register = -1;

        private static long[][] steps() {
            long[][] steps = new long[TABLES][TABLE_SIZE];
            for (int i = 0; i < TABLE_SIZE; i++) {
                long value = i;
                for (int bit = 0; bit < BITS_PER_BYTE; bit++) {
                    value = CRC64NVME.timesX(value);
                }
                steps[0][i] = value;
            }
            for (int table = 1; table < TABLES; table++) {
                for (int i = 0; i < TABLE_SIZE; i++) {
                    long before = steps[table - 1][i];
                    steps[table][i] = steps[0][(int) (before & 0xFF)] ^ (before >>> BITS_PER_BYTE);
                }
            }
            return steps;
        }

        @Override
        public void update(int single) {
            register = STEPS[0][(int) ((register ^ single) & 0xFF)] ^ (register >>> BITS_PER_BYTE);
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            int position = offset;
            int end = offset + length;
            for (; position + TABLES <= end; position += TABLES) {
                register = eight(register ^ littleEndian(bytes, position));
            }
            for (; position < end; position++) {
                update(bytes[position]);
            }
        }

        private static long eight(long mixed) {
            long next = 0;
            for (int i = 0; i < TABLES; i++) {
                next ^= STEPS[TABLES - 1 - i][(int) ((mixed >>> (i * BITS_PER_BYTE)) & 0xFF)];
            }
            return next;
        }

        private static long littleEndian(byte[] bytes, int position) {
            long value = 0;
            for (int i = TABLES - 1; i >= 0; i--) {
                value = (value << BITS_PER_BYTE) | (bytes[position + i] & 0xFF);
            }
            return value;
        }

        @Override
        public long getValue() {
            return ~register;
        }

        @Override
        public void reset() {
            register = -1;
        }
    }
}
