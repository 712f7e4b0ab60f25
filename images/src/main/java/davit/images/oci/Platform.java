package davit.images.oci;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an image runs on, in OCI's (that is Go's) words.
 *
 * @param architecture {@code amd64} or {@code arm64}
 * @param os {@code linux}
 * @param variant the architecture's version, {@code v8}; usually absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Platform(
        String architecture, String os, @Nullable String variant) {
    /** 64-bit x86; Lambda's {@code x86_64}. */
    public static final Platform LINUX_AMD64 = new Platform("amd64", "linux", null);

    /** 64-bit ARM; Lambda's {@code arm64}. */
    public static final Platform LINUX_ARM64 = new Platform("arm64", "linux", null);

    /** The platform of this machine. */
    public static Platform ofThisMachine() {
        return System.getProperty("os.arch").equals("aarch64") ? LINUX_ARM64 : LINUX_AMD64;
    }

    /**
     * Reads {@code linux/amd64}.
     *
     * @throws IllegalArgumentException if there are not two or three words
     */
    public static Platform parse(String text) {
        String[] words = text.split("/", -1);
        if (words.length < 2 || words.length > 3 || text.contains("//")) {
            throw new IllegalArgumentException("not a platform, as linux/amd64 is: " + text);
        }
        return new Platform(words[1], words[0], words.length == 3 ? words[2] : null);
    }

    /** Whether something for {@code other} runs here: operating system and architecture are the same. */
    @JsonIgnore
    public boolean runs(Platform other) {
        return os.equals(other.os) && architecture.equals(other.architecture);
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant == null ? "" : "/" + variant);
    }
}
