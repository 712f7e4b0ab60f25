package davit.linux.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.time.SystemTime;
import davit.linux.LinuxException;
import davit.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Groups of v2 in the kernel, also where v1 has the controllers: freezing and killing need none. */
@Tag("kernel")
@Timeout(60)
class CgroupV2Test {
    @TempDir
    private Path folder;

    private Path directory = Path.of("/");
    private Cgroup group = new CgroupV2(directory);

    @SuppressWarnings("NullAway.Init") // made before each test
    private Process process;

    @BeforeEach
    void make() throws IOException {
        Mounts.mount("none", folder, "cgroup2", Set.of(), "");
        directory = Files.createDirectory(
                folder.resolve("davit-test-" + ProcessHandle.current().pid()));
        group = new CgroupV2(directory);
        process = new ProcessBuilder("sleep", "1000").start();
        for (Path entrance : group.entrances()) {
            KernelFile.write(entrance, process.pid());
        }
    }

    @AfterEach
    void remove() throws LinuxException, InterruptedException {
        process.destroyForcibly().waitFor();
        Mounts.detach(folder);
    }

    @Test
    void freezesThawsAndKills() throws IOException, InterruptedException {
        assertThat(group.processes()).containsExactly(process.pid());

        group.freeze(new SystemTime());
        assertThat(KernelFile.number(directory.resolve("cgroup.events"), "frozen"))
                .isEqualTo(1);
        group.thaw();
        assertThat(Files.readString(directory.resolve("cgroup.freeze"))).isEqualTo("0\n");

        group.freeze(new SystemTime());
        group.kill();
        assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);
        group.remove();
        group.remove();
        assertThat(directory).doesNotExist();
    }

    @Test
    void isFoundAgainByItsText() throws IOException, InterruptedException {
        Cgroup same = Cgroups.fromText(group.text());
        assertThat(same.processes()).containsExactly(process.pid());
        same.kill();
        assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
        same.remove();
        assertThat(group.directories()).isEqualTo(List.of(directory));
        assertThat(directory).doesNotExist();
    }
}
