package davit.images.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.storage.SqliteRecords;
import davit.images.oci.Digest;
import davit.images.oci.InvalidImageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that no builder makes: what they write outside of their directory, and how large they may get. */
class LayerUnpackerTest {
    @TempDir
    Path folder;

    private Path root;
    private Path outside;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        outside = Files.writeString(folder.resolve("outside"), "untouched");
    }

    /** An archive that is being written. */
    private static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");

        private Tar() {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        }

        Tar file(String name, String content) {
            return entry(name, TarConstants.LF_NORMAL, content, _ -> {});
        }

        Tar entry(String name, byte type, String content, Consumer<TarArchiveEntry> change) {
            byte[] data = content.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            entry.setSize(data.length);
            change.accept(entry);
            try {
                out.putArchiveEntry(entry);
                out.write(data);
                out.closeArchiveEntry();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }

        Tar link(String name, byte type, String target) {
            return entry(name, type, "", entry -> entry.setLinkName(target));
        }

        byte[] bytes() throws IOException {
            out.close();
            return bytes.toByteArray();
        }
    }

    private Layer unpack(byte[] archive, SizeBudget budget) throws IOException, InvalidImageException {
        return LayerUnpacker.unpack(new ByteArrayInputStream(archive), Digest.of(archive), root, budget);
    }

    private Layer unpack(Tar tar) throws IOException, InvalidImageException {
        return unpack(tar.bytes(), SizeBudget.ofOneImage());
    }

    private void refuses(Tar tar, String words) throws IOException {
        assertThatThrownBy(() -> unpack(tar))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageContaining(words);
        assertThat(outside).hasContent("untouched");
        try (Stream<Path> siblings = Files.list(folder)) {
            assertThat(siblings).containsExactlyInAnyOrder(root, outside);
        }
    }

    @Test
    void nothingIsWrittenOutside() throws IOException {
        refuses(new Tar().file("../outside", "x"), "outside of the image");
        refuses(new Tar().file("a/../../outside", "x"), "outside of the image");
        refuses(
                new Tar()
                        .link("way", TarConstants.LF_SYMLINK, folder.toString())
                        .file("way/outside", "x"),
                "writes through what is no directory");
        refuses(
                new Tar().link("up", TarConstants.LF_SYMLINK, "..").link("got", TarConstants.LF_LINK, "up/outside"),
                "links got through what is no directory");
        refuses(new Tar().link("got", TarConstants.LF_LINK, "../outside"), "outside of the image");
        refuses(new Tar().link("got", TarConstants.LF_LINK, outside.toString()), "is no directory");
        refuses(new Tar().file("a/.wh...", ""), "outside of the image");
        refuses(new Tar().entry("null", TarConstants.LF_CHR, "", _ -> {}), "device node or pipe");
        refuses(new Tar().entry("pipe", TarConstants.LF_FIFO, "", _ -> {}), "device node or pipe");
    }

    @Test
    void aLinkThatIsReplacedIsNotFollowed() throws IOException, InvalidImageException {
        unpack(new Tar()
                .link("a", TarConstants.LF_SYMLINK, outside.toString())
                .file("a", "new")
                .file("d/x", "1")
                .link("d", TarConstants.LF_SYMLINK, folder.toString())
                .entry("d/", TarConstants.LF_DIR, "", _ -> {})
                .file("d/outside", "2")
                .file("/absolute", "3")
                .file("a", "last"));
        assertThat(outside).hasContent("untouched");
        assertThat(root.resolve("a")).hasContent("last").isRegularFile();
        assertThat(root.resolve("d")).isDirectory();
        assertThat(Files.isSymbolicLink(root.resolve("d"))).isFalse();
        assertThat(root.resolve("absolute")).hasContent("3");
    }

    @Test
    void modesAndOwnersOfDirectoriesThatWereReplacedByALinkGoNowhere() throws IOException, InvalidImageException {
        Path victim = Files.createDirectories(folder.resolve("host/victim"));
        Files.setAttribute(victim, "unix:mode", 0700);
        Object owner = Files.getAttribute(victim, "unix:uid");
        FileTime changedAt = Files.getLastModifiedTime(victim);
        Layer layer = unpack(new Tar()
                .entry("a/", TarConstants.LF_DIR, "", _ -> {})
                .entry("a/victim/", TarConstants.LF_DIR, "", entry -> {
                    entry.setMode(0777);
                    entry.setIds(1234, 1234);
                    entry.setModTime(0);
                })
                .file("a/implied/file", "")
                .link("a", TarConstants.LF_SYMLINK, folder.resolve("host").toString()));
        assertThat((int) Files.getAttribute(victim, "unix:mode") & 07777).isEqualTo(0700);
        assertThat(Files.getAttribute(victim, "unix:uid")).isEqualTo(owner);
        assertThat(Files.getLastModifiedTime(victim)).isEqualTo(changedAt);
        assertThat(layer.impliedDirectories()).isEmpty();
    }

    @Test
    void keepsOwnersAndModesAndOpensWhatIsImplied() throws IOException, InvalidImageException {
        boolean isRoot = (int) Files.getAttribute(root, "unix:uid") == 0;
        unpack(new Tar()
                .entry("implied/tool", TarConstants.LF_NORMAL, "x", entry -> {
                    entry.setMode(04751);
                    entry.setIds(1234, 5678);
                })
                .link("implied/same", TarConstants.LF_LINK, "implied/tool"));
        Path same = root.resolve("implied/same");
        assertThat((int) Files.getAttribute(same, "unix:mode") & 07777).isEqualTo(04751);
        assertThat(Files.getAttribute(same, "unix:nlink")).isEqualTo(2);
        assertThat((int) Files.getAttribute(root.resolve("implied"), "unix:mode") & 07777)
                .isEqualTo(0755);
        if (isRoot) {
            assertThat(Files.getAttribute(same, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                    .isEqualTo(1234);
            assertThat(Files.getAttribute(same, "unix:gid", LinkOption.NOFOLLOW_LINKS))
                    .isEqualTo(5678);
        }
    }

    @Test
    void whatIsLargeIsRefusedBeforeItIsWritten() throws IOException {
        byte[] large = new Tar().file("large", "x".repeat(2_000_000)).bytes();
        assertThatThrownBy(() -> unpack(packed(large), large, new SizeBudget(1_000_000, 10)))
                .hasMessageContaining("larger than 10 GB");
        assertThat(root.resolve("large")).doesNotExist();
        byte[] many = new Tar().file("a", "").file("b", "").file("c", "").bytes();
        assertThatThrownBy(() -> unpack(many, new SizeBudget(1_000_000, 2))).hasMessageContaining("files");
        byte[] padded = new byte[4_000_000];
        assertThatThrownBy(() -> unpack(packed(padded), padded, new SizeBudget(1_000_000, 10)))
                .hasMessageContaining("larger than 10 GB");
        Tar headers = new Tar();
        for (int i = 0; i < 40; i++) {
            headers.entry("x", (byte) 'x', "12 path=abc\n", _ -> {});
        }
        assertThatThrownBy(() -> unpack(headers.file("a", ""))).hasMessageContaining("more than 32 headers");
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private void unpack(byte[] packed, byte[] unpacked, SizeBudget budget) throws IOException, InvalidImageException {
        LayerUnpacker.unpack(new ByteArrayInputStream(packed), Digest.of(unpacked), root, budget);
    }

    @Test
    void whatIsDamagedIsRefusedAndWhatACrashLeftIsUnpackedAnew() throws IOException, InvalidImageException {
        byte[] archive = new Tar().file("a", "1").bytes();
        assertThatThrownBy(() -> LayerUnpacker.unpack(
                        new ByteArrayInputStream(archive), Digest.of(new byte[1]), root, SizeBudget.ofOneImage()))
                .hasMessageContaining("but the image says");
        assertThatThrownBy(() -> unpack(Arrays.copyOf(archive, 700), SizeBudget.ofOneImage()))
                .isInstanceOf(InvalidImageException.class);

        Path layers = Files.createDirectories(folder.resolve("layers/unfinished-1"));
        Files.writeString(layers.resolve("a"), "half");
        Files.createDirectories(folder.resolve("layers/1"));
        try (SqliteRecords records = new SqliteRecords(folder.resolve("davit.db"))) {
            LayerStore store = new LayerStore(folder.resolve("layers"), records);
            assertThat(folder.resolve("layers")).isEmptyDirectory();
            Digest digest = Digest.of(archive);
            store.unpack(digest, () -> new ByteArrayInputStream(archive), SizeBudget.ofOneImage());
            assertThat(store.directories(List.of(digest)).getFirst().resolve("a"))
                    .hasContent("1");
        }
    }
}
