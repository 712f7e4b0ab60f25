package davit.linux.cgroup;

import davit.base.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A group of the unified hierarchy. */
final class CgroupV2 implements Cgroup {
    static final String KIND = "v2";

    private static final Set<String> NEEDED = Set.of("memory", "cpu", "pids");

    private final Path directory;

    CgroupV2(Path directory) {
        this.directory = directory;
    }

    /**
     * The first group whose children can have limits: {@code own}, if it holds no process but this one, which then moves
     * into a leaf of it; else the root of what is mounted, as Docker's cgroupfs driver does.
     *
     * @throws IOException if neither can
     */
    static CgroupV2 asParent(Path own, Path mountPoint) throws IOException {
        if (delegates(own)) {
            return new CgroupV2(own);
        }
        List<Long> alone = List.of(ProcessHandle.current().pid());
        if (KernelFile.numbers(own.resolve("cgroup.procs")).equals(alone)) {
            Path leaf = Files.createDirectories(own.resolve("davit-server"));
            KernelFile.write(leaf.resolve("cgroup.procs"), alone.getFirst());
            enable(own);
            return new CgroupV2(own);
        }
        if (!delegates(mountPoint)) {
            enable(mountPoint);
        }
        return new CgroupV2(mountPoint);
    }

    private static boolean delegates(Path group) throws IOException {
        return List.of(KernelFile.read(group.resolve("cgroup.subtree_control")).split(" ", -1))
                .containsAll(NEEDED);
    }

    private static void enable(Path group) throws IOException {
        KernelFile.write(group.resolve("cgroup.subtree_control"), "+memory +cpu +pids");
    }

    @Override
    public Cgroup createChild(String name) throws IOException {
        if (!delegates(directory)) {
            enable(directory);
        }
        return new CgroupV2(Files.createDirectory(directory.resolve(name)));
    }

    @Override
    public List<Cgroup> children() throws IOException {
        return KernelFile.subgroups(directory).stream()
                .<Cgroup>map(CgroupV2::new)
                .toList();
    }

    @Override
    public String text() {
        return KIND + " " + directory;
    }

    @Override
    public List<Path> directories() {
        return List.of(directory);
    }

    @Override
    public void limitMemory(long bytes) throws IOException {
        KernelFile.write(file("memory.max"), bytes);
        if (Files.exists(file("memory.swap.max"))) {
            KernelFile.write(file("memory.swap.max"), 0);
        }
    }

    @Override
    public void limitCpu(double cpus, long periodMicros) throws IOException {
        KernelFile.write(file("cpu.max"), CpuQuota.micros(cpus, periodMicros) + " " + periodMicros);
    }

    @Override
    public void limitProcesses(int count) throws IOException {
        KernelFile.write(file("pids.max"), count);
    }

    @Override
    public List<Path> entrances() {
        return List.of(file("cgroup.procs"));
    }

    @Override
    public List<Long> processes() throws IOException {
        return KernelFile.numbers(file("cgroup.procs"));
    }

    @Override
    public void freeze(Time time) throws IOException, InterruptedException {
        KernelFile.write(file("cgroup.freeze"), 1);
        Path events = file("cgroup.events");
        FreezeWait.until(time, events, () -> KernelFile.number(events, "frozen") == 1);
    }

    @Override
    public void thaw() throws IOException {
        KernelFile.write(file("cgroup.freeze"), 0);
    }

    @Override
    public void kill() throws IOException {
        Path killFile = file("cgroup.kill");
        if (Files.exists(killFile)) {
            KernelFile.write(killFile, 1);
        } else {
            // Before Linux 5.14.
            Killing.each(this::processes);
        }
        thaw();
    }

    @Override
    public long memoryInUse() throws IOException {
        Path stat = file("memory.stat");
        return KernelFile.number(stat, "anon") + KernelFile.number(stat, "file_mapped");
    }

    @Override
    public long outOfMemoryKills() throws IOException {
        return KernelFile.number(file("memory.events"), "oom_kill");
    }

    @Override
    public void remove() throws IOException {
        KernelFile.removeGroup(directory);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public String toString() {
        return "cgroup " + directory;
    }
}
