package davit.linux.mount;

import java.util.Set;

/** A flag of mount(2). */
public enum MountFlag {
    READ_ONLY(1),
    NO_SETUID(2),
    NO_DEVICES(4),
    NO_EXECUTION(8),
    REMOUNT(32),
    NO_ACCESS_TIMES(1024),
    BIND(4096),
    RECURSIVE(16_384),
    PRIVATE(1 << 18);

    private final long bit;

    MountFlag(long bit) {
        this.bit = bit;
    }

    static long bits(Set<MountFlag> flags) {
        return flags.stream().mapToLong(flag -> flag.bit).reduce(0, (all, bit) -> all | bit);
    }
}
