package davit.linux.cgroup;

import davit.base.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A group of the same name in the hierarchies of memory, cpu, pids and freezer. */
final class CgroupV1 implements Cgroup {
    static final String KIND = "v1";

    private final Map<Controller, Path> directories;

    CgroupV1(Map<Controller, Path> directories) {
        this.directories = new EnumMap<>(directories);
    }

    @Override
    public Cgroup createChild(String name) throws IOException {
        CgroupV1 child = child(name);
        // Hierarchies may be mounted together, cpu and pids for example: then one directory serves both.
        List<Path> made = new ArrayList<>();
        try {
            for (Path directory : child.directories()) {
                Files.createDirectory(directory);
                made.add(directory);
            }
            return child;
        } finally {
            if (made.size() < child.directories().size()) {
                for (Path directory : made) {
                    KernelFile.removeGroup(directory);
                }
            }
        }
    }

    @Override
    public List<Cgroup> children() throws IOException {
        return KernelFile.subgroups(directory(Controller.MEMORY)).stream()
                .map(path -> path.getFileName().toString())
                .<Cgroup>map(this::child)
                .toList();
    }

    private CgroupV1 child(String name) {
        Map<Controller, Path> children = new EnumMap<>(Controller.class);
        directories.forEach((controller, directory) -> children.put(controller, directory.resolve(name)));
        return new CgroupV1(children);
    }

    @Override
    public String text() {
        return KIND + " "
                + directories.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** From the words after the first of {@link #text}. */
    static CgroupV1 fromWords(List<String> words) {
        Map<Controller, Path> directories = new EnumMap<>(Controller.class);
        for (String word : words) {
            int equals = word.indexOf('=');
            directories.put(Controller.valueOf(word.substring(0, equals)), Path.of(word.substring(equals + 1)));
        }
        return new CgroupV1(directories);
    }

    @Override
    public List<Path> directories() {
        return directories.values().stream().distinct().toList();
    }

    @Override
    public void limitMemory(long bytes) throws IOException {
        KernelFile.write(file(Controller.MEMORY, "memory.limit_in_bytes"), bytes);
        Path withSwap = file(Controller.MEMORY, "memory.memsw.limit_in_bytes");
        if (Files.exists(withSwap)) {
            KernelFile.write(withSwap, bytes);
        }
    }

    @Override
    public void limitCpu(double cpus, long periodMicros) throws IOException {
        KernelFile.write(file(Controller.CPU, "cpu.cfs_period_us"), periodMicros);
        KernelFile.write(file(Controller.CPU, "cpu.cfs_quota_us"), CpuQuota.micros(cpus, periodMicros));
    }

    @Override
    public void limitProcesses(int count) throws IOException {
        KernelFile.write(file(Controller.PIDS, "pids.max"), count);
    }

    @Override
    public List<Path> entrances() {
        return directories().stream()
                .map(directory -> directory.resolve("tasks"))
                .toList();
    }

    @Override
    public List<Long> processes() throws IOException {
        return KernelFile.numbers(file(Controller.FREEZER, "cgroup.procs"));
    }

    @Override
    public void freeze(Time time) throws IOException, InterruptedException {
        Path state = file(Controller.FREEZER, "freezer.state");
        FreezeWait.until(time, state, () -> {
            // Writing again catches what was forked since.
            KernelFile.write(state, "FROZEN");
            return KernelFile.read(state).equals("FROZEN");
        });
    }

    @Override
    public void thaw() throws IOException {
        KernelFile.write(file(Controller.FREEZER, "freezer.state"), "THAWED");
    }

    @Override
    public void kill() throws IOException {
        // Whatever is forked from now on would have to be found and killed in its turn.
        limitProcesses(0);
        Killing.each(this::processes);
        thaw();
    }

    @Override
    public long memoryInUse() throws IOException {
        Path stat = file(Controller.MEMORY, "memory.stat");
        return KernelFile.number(stat, "rss") + KernelFile.number(stat, "mapped_file");
    }

    @Override
    public long outOfMemoryKills() throws IOException {
        return KernelFile.number(file(Controller.MEMORY, "memory.oom_control"), "oom_kill");
    }

    @Override
    public void remove() throws IOException {
        for (Path directory : directories()) {
            KernelFile.removeGroup(directory);
        }
    }

    private Path file(Controller controller, String name) {
        return directory(controller).resolve(name);
    }

    private Path directory(Controller controller) {
        Path directory = directories.get(controller);
        if (directory == null) {
            throw new IllegalStateException("no hierarchy of " + controller);
        }
        return directory;
    }

    @Override
    public String toString() {
        return "cgroup " + directory(Controller.MEMORY);
    }
}
