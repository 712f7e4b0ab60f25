package davit.sandbox;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Names a sandbox on this host; used verbatim as the cgroup's name.
 *
 * @param value 32 hexadecimal digits in lower case
 */
public record SandboxId(String value) {
    private static final int BYTES = 16;

    /** Checks the digits. */
    public SandboxId {
        if (!value.matches("[a-f0-9]{32}")) {
            throw new IllegalArgumentException("sandbox id must be 32 hex digits: " + value);
        }
    }

    /** A new name. */
    public static SandboxId random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SandboxId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
