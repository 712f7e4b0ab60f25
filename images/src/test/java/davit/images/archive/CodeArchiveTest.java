package davit.images.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class CodeArchiveTest {
    private static final long MAX_BYTES = 1_000_000;

    @Test
    void readsArchivesOfEveryForm() throws Exception {
        for (Zip64Mode large : List.of(Zip64Mode.Never, Zip64Mode.Always)) {
            byte[] plain = archive(large, "index.py", "folder/", "folder/bootstrap", "bootstrap");
            byte[] behindProgram = new byte[plain.length + 777];
            System.arraycopy(plain, 0, behindProgram, 777, plain.length);
            for (byte[] zip : large == Zip64Mode.Never ? List.of(plain, behindProgram) : List.of(plain)) {
                List<String> seen = new ArrayList<>();
                CodeArchive.Contents contents =
                        CodeArchive.read(new SeekableInMemoryByteChannel(zip), MAX_BYTES, 10, new Listing(seen));
                assertThat(contents).isEqualTo(new CodeArchive.Contents(3 * 2000, 4, true));
                assertThat(seen)
                        .containsExactly(
                                "index.py 644 2000", "folder/ 755", "folder/bootstrap 755 2000", "bootstrap 755 2000");
            }
        }
    }

    /** Whatever is wrong with an archive is one kind of refusal: neither an error of the platform nor an endless loop. */
    @Test
    void refusesDamageOfEveryKind() throws Exception {
        byte[] zip = archive(Zip64Mode.AsNeeded, "index.py", "folder/", "folder/bootstrap");
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = zip.clone();
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                CodeArchive.Contents _ = CodeArchive.check(new SeekableInMemoryByteChannel(damaged), MAX_BYTES, 10);
            } catch (ArchiveException _) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void refusesMoreThanItMayUnpackTo() throws Exception {
        byte[] zip = archive(Zip64Mode.AsNeeded, "a", "b", "c");

        assertThatThrownBy(() -> CodeArchive.check(new SeekableInMemoryByteChannel(zip), 5999, 10))
                .isInstanceOfSatisfying(
                        ArchiveException.class, e -> assertThat(e.isTooLarge()).isTrue());
        assertThatThrownBy(() -> CodeArchive.check(new SeekableInMemoryByteChannel(zip), 6000, 2))
                .isInstanceOfSatisfying(
                        ArchiveException.class, e -> assertThat(e.isTooLarge()).isTrue());
        assertThat(CodeArchive.check(new SeekableInMemoryByteChannel(zip), 6000, 3)
                        .bytes())
                .isEqualTo(6000);
    }

    private static byte[] archive(Zip64Mode large, String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.setUseZip64(large);
            for (String name : names) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                entry.setUnixMode(name.endsWith("/") ? 040755 : name.endsWith("bootstrap") ? 0100755 : 0100600);
                zip.putArchiveEntry(entry);
                if (!name.endsWith("/")) {
                    zip.write("0123456789".repeat(200).getBytes(StandardCharsets.US_ASCII));
                }
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private record Listing(List<String> seen) implements CodeArchive.Visitor {
        @Override
        public void directory(ArchiveEntry entry) {
            seen.add(entry.name() + " " + Integer.toOctalString(entry.permissions()));
        }

        @Override
        public void file(ArchiveEntry entry, InputStream content) throws IOException {
            seen.add(entry.name() + " " + Integer.toOctalString(entry.permissions()) + " "
                    + content.readAllBytes().length);
        }

        @Override
        public void link(ArchiveEntry entry, String target) {
            seen.add(entry.name() + " -> " + target);
        }
    }
}
