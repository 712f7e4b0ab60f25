package davit.images.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import davit.base.process.Command;
import davit.base.time.SystemTime;
import davit.images.TestRegistry;
import davit.images.context.BuildContext;
import davit.images.context.ImageBuildException;
import davit.images.oci.Digest;
import davit.images.oci.Platform;
import davit.images.pull.BaseImages;
import davit.images.pull.LocalStandIns;
import davit.images.pull.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds by the real buildah; needs root. */
@Tag("kernel")
class ImageBuildsTest {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private TestRegistry registry;
    private ImageBuilds builds;
    private Path app;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(Command.exists("buildah"), "buildah is not installed");
        registry = new TestRegistry(folder.resolve("registry"));
        registry.create("team/app");
        LocalStandIns none = new LocalStandIns(new BaseImages(folder.resolve("none")), new Upstream(new SystemTime()));
        builds = new ImageBuilds(folder.resolve("build"), none, ImageBuilds.Choice.BUILDAH);
        app = Files.createDirectories(folder.resolve("app"));
        write("Dockerfile", "FROM scratch\nCOPY *.txt /\nCMD [\"x\"]\n");
        write("a.txt", "1");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(app.resolve(name), text);
    }

    private Digest build() throws ImageBuildException, IOException, InterruptedException {
        return build(Platform.LINUX_AMD64);
    }

    private Digest build(Platform platform) throws ImageBuildException, IOException, InterruptedException {
        lines.clear();
        BuildContext context =
                new BuildContext(app, app.resolve("Dockerfile"), Map.of("A", "b"), Optional.empty(), platform);
        return builds.build(context, new Destination(registry.address(), "team/app", "one", "secret"), lines::add);
    }

    @Test
    void buildsPushesAndDoesNotBuildWhatIsUnchanged() throws ImageBuildException, IOException, InterruptedException {
        Digest first = build();
        assertThat(registry.repositories.manifests().tag("team/app", "one")).contains(first);
        assertThat(lines).anyMatch(line -> line.startsWith("STEP "));

        registry.repositories.manifests().deleteTag("team/app", "one");
        assertThat(build()).isEqualTo(first);
        assertThat(lines).noneMatch(line -> line.startsWith("STEP "));
        assertThat(registry.repositories.manifests().tag("team/app", "one")).contains(first);

        write("a.txt", "2");
        assertThat(build()).isNotEqualTo(first);
        registry.repositories.manifests().delete("team/app", first);
        write("a.txt", "1");
        assertThat(build()).isEqualTo(first);
        assertThat(registry.repositories.manifests().find("team/app", first)).isPresent();
    }

    @Test
    void aChangedBaseImageIsAChange() throws ImageBuildException, IOException, InterruptedException {
        Digest first = build();
        write("Dockerfile", "FROM " + registry.address() + "/team/app:one\nENV A=b\n");
        write("a.txt", "2");
        Digest onFirst = build();
        assertThat(onFirst).isNotEqualTo(first);
        // The tag now stands for what was built on it.
        assertThat(build()).isNotEqualTo(onFirst);
    }

    @Test
    void saysWhatTheBuilderSays() throws IOException {
        write("Dockerfile", "FROM scratch\nNONSENSE x\n");
        assertThatThrownBy(this::build)
                .isInstanceOf(ImageBuildException.class)
                .hasMessageContaining("could not build an image from " + app)
                .hasMessageContaining("NONSENSE");
        write("Dockerfile", "FROM scratch\nCOPY gone.txt /\n");
        assertThatThrownBy(this::build).hasMessageContaining("gone.txt");
        write("Dockerfile", "FROM " + registry.address() + "/nowhere:1\n");
        assertThatThrownBy(this::build).hasMessageContaining("does not exist in the registry");
    }

    @Test
    void refusesABaseImageForAnotherPlatform() throws ImageBuildException, IOException, InterruptedException {
        build();
        write("Dockerfile", "FROM " + registry.address() + "/team/app:one\nENV A=b\n");
        assertThatThrownBy(() -> build(Platform.LINUX_ARM64))
                .hasMessageContaining("is for linux/amd64, not for linux/arm64");
    }

    @Test
    void anInterruptedBuildLeavesNothing() throws ImageBuildException, IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BUSYBOX), "busybox-static is not installed");
        Files.copy(BUSYBOX, app.resolve("busybox"));
        String duration = "98765";
        write(
                "Dockerfile",
                "FROM scratch\nCOPY busybox /busybox\nRUN [\"/busybox\", \"sh\", \"-c\", \"echo runs; exec /busybox sleep "
                        + duration + "\"]\n");
        CountDownLatch runs = new CountDownLatch(1);
        BuildContext context =
                new BuildContext(app, app.resolve("Dockerfile"), Map.of(), Optional.empty(), Platform.LINUX_AMD64);
        Destination destination = new Destination(registry.address(), "team/app", "one", "secret");
        List<Throwable> ends = new CopyOnWriteArrayList<>();
        Thread building = Thread.ofPlatform().start(() -> {
            try {
                builds.build(context, destination, line -> {
                    if (line.equals("runs")) {
                        runs.countDown();
                    }
                });
            } catch (ImageBuildException | IOException | InterruptedException e) {
                ends.add(e);
            }
        });
        runs.await();
        building.interrupt();
        building.join();

        assertThat(ends).singleElement().isInstanceOf(InterruptedException.class);
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(folder.toString());
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains("sleep " + duration)))
                .isEmpty();
        write("Dockerfile", "FROM scratch\nCOPY *.txt /\n");
        assertThat(build()).isNotNull();
    }
}
