package davit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The resource limits (setrlimit(2)) of a sandbox's processes: those that were seen at AWS, as far as this process may
 * give them; its own hard limits bound them.
 */
final class ResourceLimits {
    /** No limit; as an unsigned number the greatest. */
    static final long UNLIMITED = -1;

    private static final long CORE_BYTES = 10_737_418_240L;
    private static final long LOCKED_BYTES = 65_536;
    private static final long STACK_BYTES = 8L << 20;
    private static final int NAME_WIDTH = 26;
    private static final int HARD_FIELD = 1;

    private final Map<Resource, Long> hard;

    private ResourceLimits(Map<Resource, Long> hard) {
        this.hard = hard;
    }

    /** What can be limited, with the kernel's number for it and its name in /proc/self/limits. */
    enum Resource {
        CPU(0, "Max cpu time"),
        FSIZE(1, "Max file size"),
        DATA(2, "Max data size"),
        STACK(3, "Max stack size"),
        CORE(4, "Max core file size"),
        RSS(5, "Max resident set"),
        NPROC(6, "Max processes"),
        NOFILE(7, "Max open files"),
        MEMLOCK(8, "Max locked memory"),
        AS(9, "Max address space");

        private final int number;
        private final String title;

        Resource(int number, String title) {
            this.number = number;
            this.title = title;
        }

        /** The kernel's number, the same on x86-64 and arm64. */
        int number() {
            return number;
        }
    }

    /** What a process may use, and up to what it may raise that itself; as unsigned numbers. */
    record Limit(Resource resource, long soft, long hard) {}

    /** Within the limits of this process. */
    static ResourceLimits own() throws IOException {
        Map<Resource, Long> hard = new EnumMap<>(Resource.class);
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            String title = line.substring(0, NAME_WIDTH).strip();
            for (Resource resource : Resource.values()) {
                if (resource.title.equals(title)) {
                    String value = line.substring(NAME_WIDTH).strip().split(" +", -1)[HARD_FIELD];
                    hard.put(resource, value.equals("unlimited") ? UNLIMITED : Long.parseLong(value));
                }
            }
        }
        return new ResourceLimits(hard);
    }

    /** The most that a process may be given, {@link #UNLIMITED} for no limit. */
    long most(Resource resource) {
        return hard.getOrDefault(resource, UNLIMITED);
    }

    /** All of them, with this many open files. */
    List<Limit> all(int openFiles) {
        return Stream.of(Resource.values())
                .map(resource -> switch (resource) {
                    case NOFILE -> limit(resource, openFiles, openFiles);
                    case MEMLOCK -> limit(resource, LOCKED_BYTES, LOCKED_BYTES);
                    case STACK -> limit(resource, STACK_BYTES, UNLIMITED);
                    case CORE -> limit(resource, CORE_BYTES, CORE_BYTES);
                    case CPU, FSIZE, DATA, RSS, NPROC, AS -> limit(resource, UNLIMITED, UNLIMITED);
                })
                .toList();
    }

    private Limit limit(Resource resource, long soft, long wantedHard) {
        return new Limit(resource, least(soft, most(resource)), least(wantedHard, most(resource)));
    }

    private static long least(long one, long other) {
        return Long.compareUnsigned(one, other) < 0 ? one : other;
    }
}
