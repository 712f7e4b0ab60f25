package davit.images.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.images.context.ImageBuildException;
import davit.images.files.FileTree;
import davit.images.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is imported for one data folder, is there for the next. */
class ImportedBasesTest {
    private static final Digest BASE = Digest.of(new byte[] {1});

    @TempDir
    private Path folder;

    private final List<Path> imports = new ArrayList<>();

    private ImportedBases bases() {
        return new ImportedBases(folder.resolve("imported"));
    }

    private void use(Path storage) throws ImageBuildException, IOException, InterruptedException {
        bases().add(BASE, storage, store -> {
            Files.writeString(store.resolve("layer"), "content");
            imports.add(store);
        });
    }

    @Test
    void importsOnce() throws ImageBuildException, IOException, InterruptedException {
        for (String dataFolder : List.of("one", "other", "one")) {
            Path storage = folder.resolve(dataFolder);
            use(storage);
            assertThat(bases().of(storage)).containsExactly(imports.getFirst());
        }
        assertThat(imports).hasSize(1);
        assertThat(imports.getFirst().resolve("layer")).exists();
    }

    @Test
    void importsAgainWhatBrokeOff() throws ImageBuildException, IOException, InterruptedException {
        Path storage = folder.resolve("storage");
        assertThatThrownBy(() -> bases().add(BASE, storage, store -> {
                    Files.writeString(store.resolve("half"), "");
                    throw new IOException("broke off");
                }))
                .hasMessage("broke off");
        assertThat(bases().of(storage)).isEmpty();

        use(storage);

        assertThat(imports.getFirst().resolve("half")).doesNotExist();
    }

    @Test
    void clearsAStorageWhoseBaseIsGone() throws ImageBuildException, IOException, InterruptedException {
        Path storage = folder.resolve("storage");
        use(storage);
        Path layers = Files.createDirectory(storage.resolve("overlay-layers"));
        assertThat(bases().of(storage)).hasSize(1);

        FileTree.delete(imports.getFirst());

        assertThat(bases().of(storage)).isEmpty();
        assertThat(layers).doesNotExist();
    }
}
