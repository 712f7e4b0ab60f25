package davit.base.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void returnsStandardOutput() throws IOException, InterruptedException {
        assertThat(Command.of("sh", "-c", "echo $BOAT")
                        .withVariable("BOAT", "davit")
                        .run())
                .isEqualTo("davit\n");
    }

    @Test
    void saysWhatTheProgramSaidWhenItFails() {
        List<String> lines = new ArrayList<>();
        assertThatThrownBy(() -> Command.of("sh", "-c", "echo no mast >&2; exit 3")
                        .tellingLines(lines::add)
                        .run())
                .isInstanceOfSatisfying(
                        CommandFailedException.class,
                        e -> assertThat(e.exitStatus()).isEqualTo(3))
                .hasMessage("sh ended with status 3: no mast");
        assertThat(lines).containsExactly("no mast");
    }

    @Test
    void saysThatAProgramIsNotThere() {
        assertThatThrownBy(() -> Command.of("no-such-program-of-davit").run())
                .hasMessageContaining("no-such-program-of-davit could not be started");
    }

    @Test
    void killsTheProgramWhenInterrupted() throws InterruptedException {
        Thread[] runner = new Thread[1];
        List<Throwable> thrown = new ArrayList<>();
        runner[0] = Thread.ofPlatform().start(() -> {
            try {
                Command.of("sh", "-c", "echo started >&2; exec sleep 600")
                        .tellingLines(_ -> runner[0].interrupt())
                        .run();
            } catch (IOException | InterruptedException e) {
                thrown.add(e);
            }
        });
        runner[0].join(Duration.ofSeconds(20));
        assertThat(runner[0].isAlive()).isFalse();
        assertThat(thrown).hasSize(1);
    }
}
