package davit.base.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobsTest {
    @TempDir
    Path folder;

    private DirectoryBlobs blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = new DirectoryBlobs(folder);
    }

    private BlobId store(String text) throws IOException {
        try (Blobs.Upload upload = blobs.begin()) {
            upload.content().write(text.getBytes(UTF_8));
            return upload.finish(id -> id);
        }
    }

    @Test
    void readsBackFromAnOffset() throws IOException {
        BlobId id = store("boat");
        assertThat(blobs.size(id)).hasValue(4);
        try (InputStream in = blobs.open(id, 1)) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("oat");
        }
    }

    @Test
    void keepsTheSameContentOnce() throws IOException {
        assertThat(store("boat")).isEqualTo(store("boat"));
        assertThat(files()).hasSize(1);
    }

    @Test
    void leavesNothingOfAnUploadThatWasNotFinished() throws IOException {
        try (Blobs.Upload upload = blobs.begin()) {
            upload.content().write("boat".getBytes(UTF_8));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesNothingIfItsUseCouldNotBeRecorded() {
        assertThatThrownBy(() -> {
                    try (Blobs.Upload upload = blobs.begin()) {
                        upload.content().write("boat".getBytes(UTF_8));
                        upload.finish(_ -> {
                            throw new IllegalStateException("full");
                        });
                    }
                })
                .hasMessage("full");
        assertThat(files()).isEmpty();
    }

    @Test
    void forgetsWhatAnEarlierProcessDidNotFinish() throws IOException {
        Files.writeString(folder.resolve("arriving/17"), "half a bo");
        blobs = new DirectoryBlobs(folder);
        assertThat(files()).isEmpty();
    }

    @Test
    void removesOnlyWhatNobodyUses() throws IOException {
        BlobId id = store("boat");
        assertThat(blobs.removeUnless(id, () -> true)).isFalse();
        assertThat(blobs.size(id)).isPresent();
        assertThat(blobs.removeUnless(id, () -> false)).isTrue();
        assertThat(blobs.size(id)).isEmpty();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
