package davit.linux.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which kind of control groups is used, and what is written where, in folders that look like the kernel's. */
class CgroupsTest {
    @TempDir
    private Path folder;

    private Path proc = Path.of("/");

    @BeforeEach
    void make() throws IOException {
        proc = Files.createDirectory(folder.resolve("proc"));
    }

    private Path hierarchy(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static String v1(Path point, String controller) {
        return "34 25 0:29 / " + point + " rw,relatime - cgroup cgroup rw," + controller + "\n";
    }

    private void describe(String mountinfo, String cgroup) throws IOException {
        Files.writeString(proc.resolve("mountinfo"), mountinfo);
        Files.writeString(proc.resolve("cgroup"), cgroup);
    }

    private void describeV1(String... controllers) throws IOException {
        StringBuilder mounts = new StringBuilder();
        StringBuilder groups = new StringBuilder();
        for (String controller : controllers) {
            mounts.append(v1(hierarchy(controller), controller));
            groups.append("3:").append(controller).append(":/own\n");
            Files.createDirectories(folder.resolve(controller).resolve("own"));
        }
        describe(mounts.toString(), groups.toString());
    }

    @Test
    void usesTheGroupOfEachControllerOfV1() throws IOException {
        describeV1("memory", "cpu", "pids", "freezer");

        Cgroup child = Cgroups.own(proc).createChild("sandbox");

        assertThat(child.directories())
                .containsExactly(
                        folder.resolve("memory/own/sandbox"),
                        folder.resolve("cpu/own/sandbox"),
                        folder.resolve("pids/own/sandbox"),
                        folder.resolve("freezer/own/sandbox"))
                .allMatch(Files::isDirectory);
        assertThat(Cgroups.fromText(child.text()).directories()).isEqualTo(child.directories());
    }

    @Test
    void writesTheLimitsOfV1() throws IOException {
        describeV1("memory", "cpu", "pids", "freezer");
        Cgroup own = Cgroups.own(proc);
        for (String file : List.of(
                "memory/own/memory.limit_in_bytes",
                "cpu/own/cpu.cfs_period_us",
                "cpu/own/cpu.cfs_quota_us",
                "pids/own/pids.max")) {
            Files.createFile(folder.resolve(file));
        }

        own.limitMemory(128);
        own.limitCpu(0.5, 20_000);
        own.limitProcesses(1024);

        assertThat(folder.resolve("memory/own/memory.limit_in_bytes")).hasContent("128");
        assertThat(folder.resolve("cpu/own/cpu.cfs_period_us")).hasContent("20000");
        assertThat(folder.resolve("cpu/own/cpu.cfs_quota_us")).hasContent("10000");
        assertThat(folder.resolve("pids/own/pids.max")).hasContent("1024");
    }

    @Test
    void usesV2WhereV1HasNotEverything() throws IOException {
        Path unified = hierarchy("unified");
        describe(
                v1(hierarchy("memory"), "memory") + "40 25 0:31 / " + unified + " rw,relatime - cgroup2 cgroup2 rw\n",
                "3:memory:/own\n0::/\n");
        Files.writeString(unified.resolve("cgroup.subtree_control"), "cpu memory pids");

        Cgroup child = Cgroups.own(proc).createChild("sandbox");
        for (String file : List.of("memory.max", "memory.swap.max", "cpu.max", "pids.max")) {
            Files.createFile(unified.resolve("sandbox").resolve(file));
        }
        child.limitMemory(128);
        child.limitCpu(0.07, 20_000);
        child.limitProcesses(1024);

        assertThat(unified.resolve("sandbox/memory.max")).hasContent("128");
        assertThat(unified.resolve("sandbox/memory.swap.max")).hasContent("0");
        assertThat(unified.resolve("sandbox/cpu.max")).hasContent("1400 20000");
        assertThat(unified.resolve("sandbox/pids.max")).hasContent("1024");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        describeV1("memory", "cpu");
        assertThatThrownBy(() -> Cgroups.own(proc))
                .hasMessage("find cgroups: v1 has only [MEMORY, CPU] here, and v2 is not mounted");
    }
}
