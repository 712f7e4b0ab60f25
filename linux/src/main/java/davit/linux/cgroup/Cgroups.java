package davit.linux.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the control group that this process may make groups in. */
public final class Cgroups {
    private Cgroups() {}

    /**
     * The group of this process, as the parent of groups of its own.
     *
     * <p>Where every controller that is needed (memory, cpu, pids, freezer) has a hierarchy of v1, those are used; else
     * v2.
     *
     * @throws IOException if neither offers all of them; the message says what lacks
     */
    public static Cgroup own() throws IOException {
        return own(Path.of("/proc/self"));
    }

    /** The group that {@link Cgroup#text} describes; it need not exist any more. */
    public static Cgroup fromText(String text) {
        List<String> words = List.of(text.split(" ", -1));
        return words.getFirst().equals(CgroupV2.KIND)
                ? new CgroupV2(Path.of(words.get(1)))
                : CgroupV1.fromWords(words.subList(1, words.size()));
    }

    /** The group of the process whose folder in /proc is {@code proc}. */
    static Cgroup own(Path proc) throws IOException {
        List<CgroupMount> mounts = CgroupMount.read(proc.resolve("mountinfo"));
        List<String> memberships = Files.readAllLines(proc.resolve("cgroup"));
        Map<Controller, Path> v1 = new EnumMap<>(Controller.class);
        for (Controller controller : Controller.values()) {
            directory(mounts, memberships, controller.word()).ifPresent(path -> v1.put(controller, path));
        }
        if (v1.size() == Controller.values().length) {
            return new CgroupV1(v1);
        }
        Optional<Path> v2 = directory(mounts, memberships, CgroupMount.V2);
        if (v2.isEmpty()) {
            throw new IOException("find cgroups: v1 has only " + v1.keySet() + " here, and v2 is not mounted");
        }
        return CgroupV2.asParent(
                v2.get(), CgroupMount.point(mounts, CgroupMount.V2).orElseThrow());
    }

    private static Optional<Path> directory(List<CgroupMount> mounts, List<String> memberships, String controller) {
        return memberships.stream()
                .map(line -> line.split(":", 3))
                .filter(fields -> List.of(fields[1].split(",")).contains(controller))
                .findFirst()
                .flatMap(fields -> mounts.stream()
                        .filter(mount -> mount.controllers().contains(controller))
                        .findFirst()
                        .map(mount -> mount.directoryOf(fields[2])));
    }
}
