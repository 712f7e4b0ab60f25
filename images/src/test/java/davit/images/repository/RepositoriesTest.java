package davit.images.repository;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.storage.Blobs;
import davit.base.storage.DirectoryBlobs;
import davit.base.storage.Records;
import davit.base.storage.SqliteRecords;
import davit.base.storage.Table;
import davit.images.oci.Digest;
import davit.images.oci.MediaTypes;
import davit.images.repository.Repository.Origin;
import davit.images.repository.Repository.TagMutability;
import davit.testkit.FakeTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That blobs stay as long as something uses them, and no longer. */
class RepositoriesTest {
    private static final int MOST_TRANSACTIONS = 10;

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private InterruptedRecords records;
    private Repositories repositories;

    /** Lets something else happen after a transaction, as another thread could. */
    private static final class InterruptedRecords implements Records {
        private final Records records;
        private int depth;
        private int transactionsBefore = -1;
        private Runnable event = () -> {};

        private InterruptedRecords(Records records) {
            this.records = records;
        }

        void after(int transactions, Runnable happening) {
            transactionsBefore = transactions;
            event = happening;
        }

        @Override
        public <T> Table<T> table(String name, Class<T> type) {
            return records.table(name, type);
        }

        @Override
        public <T> T atomically(Supplier<T> work) {
            depth++;
            T result = records.atomically(work);
            depth--;
            if (depth == 0) {
                transactionsBefore--;
                if (transactionsBefore == 0) {
                    event.run();
                }
            }
            return result;
        }

        @Override
        public void close() {
            records.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        records = new InterruptedRecords(new SqliteRecords(folder.resolve("davit.db")));
        repositories = new Repositories(records, new DirectoryBlobs(folder.resolve("blobs")), time);
        repositories.create("app", TagMutability.IMMUTABLE, Origin.PUSHED);
    }

    @AfterEach
    void close() {
        records.close();
    }

    private Digest push(String blob) throws IOException {
        try (Blobs.Upload upload = repositories.beginUpload()) {
            upload.content().write(blob.getBytes(StandardCharsets.UTF_8));
            return repositories.finishUpload("app", upload);
        }
    }

    private static byte[] image(Digest config, int number) {
        return """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.example+json","digest":"%s",\
                "size":2},"layers":[],"annotations":{"number":"%d"}}""".formatted(MediaTypes.OCI_MANIFEST, config, number).getBytes(StandardCharsets.UTF_8);
    }

    private PutResult put(byte[] image, String tag) {
        try {
            return repositories.manifests().put("app", image, MediaTypes.OCI_MANIFEST, tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(Digest blob) throws IOException {
        try (InputStream in = repositories.openBlob(blob, 0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRefusedManifestDoesNotTakeAnAcceptedOneWithIt() throws IOException {
        Digest config = push("{}");
        put(image(config, 0), "taken");
        for (int transactions = 1; transactions < MOST_TRANSACTIONS; transactions++) {
            byte[] image = image(config, transactions);
            String tag = "tag-" + transactions;
            records.after(transactions, () -> assertThat(put(image, tag)).isInstanceOf(PutResult.Stored.class));
            assertThat(put(image, "taken")).isInstanceOf(PutResult.TagIsTaken.class);
            if (repositories.manifests().tag("app", tag).isPresent()) {
                assertThat(read(Digest.of(image))).isEqualTo(new String(image, StandardCharsets.UTF_8));
                assertThat(repositories.blobSize("app", Digest.of(image))).isPresent();
            }
        }
        assertThat(repositories.manifests().tag("app", "tag-1")).isPresent();
    }

    @Test
    void whatBrokenOffPushesLeaveIsRemovedAfterADay() throws IOException {
        Digest config = push("{}");
        put(image(config, 0), "one");
        Digest abandoned = push("abandoned");
        time.advance(Duration.ofHours(23));
        Digest arriving = push("arriving");
        assertThat(repositories.removeUnused()).isZero();
        repositories.create("other", TagMutability.MUTABLE, Origin.PUSHED);
        repositories.mountBlob("other", "app", abandoned);

        time.advance(Duration.ofHours(2));
        assertThat(repositories.removeUnused()).isZero();
        assertThat(repositories.blobSize("app", abandoned)).isEmpty();
        assertThat(read(abandoned)).isEqualTo("abandoned");

        repositories.deleteBlob("app", arriving);
        try (Blobs.Upload upload = repositories.beginUpload()) {
            upload.content().write(1);
            upload.finish(blob -> blob); // as a crash between the file and its record
        }
        time.advance(Duration.ofDays(1));
        assertThat(repositories.removeUnused()).isEqualTo(2);
        assertThat(read(config)).isEqualTo("{}");
        assertThat(read(Digest.of(image(config, 0)))).contains(config.toString());
    }
}
