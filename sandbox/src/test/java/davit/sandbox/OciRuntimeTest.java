package davit.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which OCI runtimes are refused, and why. */
class OciRuntimeTest {
    @TempDir
    private Path folder;

    @Test
    void refusesOthersThanCrunByWhatTheyLack() {
        assertThatThrownBy(() -> OciRuntime.of("true", folder))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("--cgroup-manager=disabled");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> OciRuntime.of("davit-no-such-runtime", folder))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("there is no such program");
    }
}
