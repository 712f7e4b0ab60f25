package davit.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import davit.base.process.Command;
import davit.images.oci.ImageReference;
import davit.images.oci.InvalidImageException;
import davit.images.oci.Platform;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry as buildah and skopeo use it; they need root. */
@Tag("kernel")
class RealClientsTest {
    @TempDir
    Path folder;

    private TestRegistry registry;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(Command.exists("buildah") && Command.exists("skopeo"), "buildah and skopeo are not installed");
        registry = new TestRegistry(folder.resolve("registry"));
        registry.create("team/app");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    private Command buildah(String... arguments) {
        return Command.of("buildah", "--root", folder.resolve("storage").toString())
                .with("--runroot", folder.resolve("run").toString(), "--storage-driver", "vfs")
                .with(arguments);
    }

    private void build(String tag) throws IOException, InterruptedException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("hello.txt"), "hello");
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM scratch\nCOPY hello.txt /var/task/hello.txt\nENV A=b\nENTRYPOINT [\"/bin/x\", \"y\"]\nCMD [\"z\"]\n");
        buildah("build", "--isolation", "chroot", "--layers", "-t", tag, context.toString())
                .run();
    }

    @Test
    void buildahPushesAndTheImageIsPrepared()
            throws IOException, InterruptedException, InvalidImageException, ImageUnavailableException {
        String tag = registry.address() + "/team/app:one";
        build(tag);
        buildah("push", "--tls-verify=false", tag).run();

        ResolvedImage image = registry.images.resolve(ImageReference.parse(tag), Platform.LINUX_AMD64);
        PreparedImage prepared = registry.images.prepare(image.digest());
        assertThat(prepared.config().entrypoint()).containsExactly("/bin/x", "y");
        assertThat(prepared.config().command()).containsExactly("z");
        assertThat(prepared.config().environment()).containsEntry("A", "b");
        Path top = ((Mount.Overlay) prepared.root()).lowerFirst().getLast();
        assertThat(top.resolve("var/task/hello.txt")).hasContent("hello");
    }

    @Test
    void skopeoCopiesInspectsListsAndDeletes() throws IOException, InterruptedException {
        String tag = registry.address() + "/team/app:one";
        build(tag);
        buildah("push", "--tls-verify=false", tag).run();

        String layout = folder.resolve("layout").toString();
        Command.of("skopeo", "copy", "--src-tls-verify=false", "docker://" + tag, "oci:" + layout + ":one")
                .run();
        Command.of("skopeo", "copy", "--dest-tls-verify=false", "oci:" + layout + ":one")
                .with("docker://" + registry.address() + "/team/app:two")
                .run();
        Command.of("skopeo", "copy", "--dest-tls-verify=false", "--format", "v2s2", "oci:" + layout + ":one")
                .with("docker://" + registry.address() + "/team/app:three")
                .run();
        String tags = Command.of(
                        "skopeo", "list-tags", "--tls-verify=false", "docker://" + registry.address() + "/team/app")
                .run();
        assertThat(tags).contains("one", "two", "three");
        Command.of("skopeo", "delete", "--tls-verify=false", "docker://" + registry.address() + "/team/app:three")
                .run();
        assertThat(registry.repositories.manifests().tag("team/app", "three")).isEmpty();
        assertThat(registry.repositories.manifests().tag("team/app", "one")).isPresent();
    }

    @Test
    void pushingWhereThereIsNoRepositorySaysSoInEcrsWords() throws IOException, InterruptedException {
        String tag = registry.address() + "/nowhere:one";
        build(tag);
        assertThat(buildah("push", "--tls-verify=false", tag))
                .satisfies(push -> assertThatThrownBy(push::run)
                        .hasMessageContaining("does not exist in the registry with id '000000000000'"));
    }
}
