package davit.linux.cgroup;

import java.util.Locale;

/** The controllers of cgroup v1 that are used. */
enum Controller {
    MEMORY,
    CPU,
    PIDS,
    FREEZER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
