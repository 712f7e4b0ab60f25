package davit.sandbox;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The resource limits (setrlimit(2)) of a sandbox's processes: those that were seen at AWS, as far as this process may
 * give them; its own hard limits bound them.
 */
final class ResourceLimits {
    /** No limit. */
    static final long UNLIMITED = -1;

    private static final long CORE_BYTES = 10_737_418_240L;
    private static final long LOCKED_BYTES = 65_536;
    private static final long STACK_BYTES = 8L << 20;
    private static final int NAME_WIDTH = 26;
    private static final int HARD_FIELD = 1;
    /** The names in /proc/self/limits of what has no limit at AWS. */
    private static final Map<String, String> UNLIMITED_ONES = Map.of(
            "Max cpu time", "RLIMIT_CPU",
            "Max file size", "RLIMIT_FSIZE",
            "Max data size", "RLIMIT_DATA",
            "Max resident set", "RLIMIT_RSS",
            "Max processes", "RLIMIT_NPROC",
            "Max address space", "RLIMIT_AS");

    private static final Map<String, String> LIMITED_ONES = Map.of(
            "Max stack size", "RLIMIT_STACK",
            "Max core file size", "RLIMIT_CORE",
            "Max open files", "RLIMIT_NOFILE",
            "Max locked memory", "RLIMIT_MEMLOCK");

    private final Map<String, Long> hard;

    private ResourceLimits(Map<String, Long> hard) {
        this.hard = hard;
    }

    /** Within the limits of this process. */
    static ResourceLimits own() throws IOException {
        Map<String, Long> hard = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            String name = line.substring(0, NAME_WIDTH).strip();
            String type = UNLIMITED_ONES.getOrDefault(name, LIMITED_ONES.getOrDefault(name, ""));
            if (!type.isEmpty()) {
                String value = line.substring(NAME_WIDTH).strip().split(" +", -1)[HARD_FIELD];
                hard.put(type, value.equals("unlimited") ? UNLIMITED : Long.parseLong(value));
            }
        }
        return new ResourceLimits(hard);
    }

    /** The most that a process may be given of {@code type}, {@link #UNLIMITED} for no limit. */
    long most(String type) {
        return hard.getOrDefault(type, UNLIMITED);
    }

    /** In the form of the OCI runtime specification, with this many open files. */
    List<Map<String, Object>> list(int openFiles) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(limit("RLIMIT_NOFILE", openFiles, openFiles));
        all.add(limit("RLIMIT_MEMLOCK", LOCKED_BYTES, LOCKED_BYTES));
        all.add(limit("RLIMIT_STACK", STACK_BYTES, UNLIMITED));
        all.add(limit("RLIMIT_CORE", CORE_BYTES, CORE_BYTES));
        UNLIMITED_ONES.values().forEach(type -> all.add(limit(type, UNLIMITED, UNLIMITED)));
        return all;
    }

    private Map<String, Object> limit(String type, long soft, long wantedHard) {
        return Map.of(
                "type", type, "soft", number(least(soft, most(type))), "hard", number(least(wantedHard, most(type))));
    }

    private static long least(long one, long other) {
        // As unsigned numbers no limit is the greatest.
        return Long.compareUnsigned(one, other) < 0 ? one : other;
    }

    private static Object number(long value) {
        return value == UNLIMITED ? new BigInteger(Long.toUnsignedString(UNLIMITED)) : value;
    }
}
