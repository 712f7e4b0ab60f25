package davit.services.s3.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentDigestsTest {
    @ParameterizedTest
    @CsvSource({
        "CRC32,y/Q5Jg==",
        "CRC32C,4waSgw==",
        "CRC64NVME,rosUhgp5mIg=",
        "SHA1,98O8HYCOBHMq32eZZczDTKeuNEE=",
        "SHA256,FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
    })
    void checksumsAreThoseOfTheAlgorithmsDefinitions(ChecksumAlgorithm algorithm, String checksum) {
        assertThat(checksum(algorithm, "123456789".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(checksum);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void checksumsOfPartsMakeThatOfTheWhole(ChecksumAlgorithm algorithm) {
        Random random = new Random(7);
        byte[] whole = new byte[100_003];
        random.nextBytes(whole);
        List<String> checksums = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        int start = 0;
        for (int end : new int[] {1, 17, 4096, 4096, 70_000, whole.length}) { // one of them empty
            byte[] part = Arrays.copyOfRange(whole, start, end);
            checksums.add(checksum(algorithm, part));
            lengths.add((long) part.length);
            start = end;
        }
        assertThat(ContentDigests.combinedChecksum(algorithm, checksums, lengths))
                .isEqualTo(checksum(algorithm, whole));
    }

    @Test
    void theTagOfPartsIsTheDigestOfTheirDigests() {
        assertThat(ContentDigests.composedETag(
                        List.of("900150983cd24fb0d6963f7d28e17f72", "900150983cd24fb0d6963f7d28e17f72")))
                .isEqualTo("043a916d6cfeecedf5e04f0312ba762d-2");
    }

    private static String checksum(ChecksumAlgorithm algorithm, byte[] content) {
        ContentDigests digests = new ContentDigests(List.of(algorithm));
        digests.update(content, 0, content.length);
        return String.valueOf(digests.finish().checksums().get(algorithm));
    }
}
