package davit.sandbox;

import davit.base.time.SystemTime;
import davit.linux.mount.Mount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Sandboxes of Linux keep the contract, whatever starts their programs. */
@Tag("kernel")
@ParameterizedClass
@ValueSource(strings = {SandboxSettings.OWN_RUNTIME, "crun"})
class LinuxSandboxesTest extends SandboxContract {
    @Parameter
    private String runtime = "";

    @TempDir
    private Path folder;

    private Mount root = new Mount.Overlay(List.of(Path.of("/")));
    private Sandboxes sandboxes = new FakeSandboxes(new SystemTime(), FakeProcess::runForever);

    @BeforeEach
    void open() throws IOException {
        root = TestRoot.in(folder.resolve("root"));
        sandboxes = new LinuxSandboxes(folder.resolve("run"), new SystemTime(), SandboxSettings.with(runtime));
    }

    @AfterEach
    void close() {
        sandboxes.close();
    }

    @Override
    protected Sandboxes sandboxes() {
        return sandboxes;
    }

    @Override
    protected Mount root() {
        return root;
    }

    @Override
    protected List<String> program(Program program) {
        return switch (program) {
            case PRINTS_AND_EXITS_7 -> shell("echo one; echo two >&2; exit 7");
            case KILLS_ITSELF -> shell("kill -9 $$");
            case SLEEPS -> List.of("/bin/sleep", "1000");
            case ENDS_ON_SIGTERM ->
                shell("trap 'echo bye; exit 0' TERM; echo ready; while true; do usleep 10000; done");
            case IGNORES_SIGTERM -> shell("trap '' TERM; echo ready; while true; do usleep 10000; done");
            case SAYS_HELLO -> shell("echo hello | nc 127.0.0.1 9001");
            case TICKS -> shell("while true; do echo tick; usleep 2000; done");
            case USES_TOO_MUCH_MEMORY -> shell("x=x; while true; do x=$x$x; done");
            case PRINTS_COLOUR -> shell("echo $COLOUR");
            case IS_MISSING -> List.of("/bin/nothing");
        };
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }
}
