package davit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.time.SystemTime;
import davit.linux.cgroup.Cgroup;
import davit.linux.cgroup.Cgroups;
import davit.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server remembers of what it has of the machine, and for how long. */
@Tag("kernel")
@Timeout(60)
class LeftoversTest {
    @TempDir
    private Path folder;

    @Test
    void whatCannotBeRemovedIsLeftToTheNextStart() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        HostSetup setup = HostSetup.open(run, new SystemTime(), SandboxSettings.defaults());
        Path busy = Files.createDirectory(setup.host().place().resolve("busy"));
        Mounts.mount("tmpfs", busy, "tmpfs", Set.of(), "");
        setup.close();
        assertThat(run.resolve("leftovers")).exists();

        HostSetup.open(run, new SystemTime(), SandboxSettings.defaults()).close();
        assertThat(busy).doesNotExist();
        assertThat(run.resolve("leftovers")).doesNotExist();
    }

    @Test
    void groupsOfAnEarlierBootAreNotTouched() throws IOException, InterruptedException {
        Cgroup ofAnother = Cgroups.own()
                .createChild("davit-leftovers-test-" + ProcessHandle.current().pid());
        try {
            Path note = folder.resolve("leftovers");
            Leftovers leftovers = new Leftovers(note, new SystemTime());
            leftovers.remember(Files.createDirectory(folder.resolve("place")));
            leftovers.remember(ofAnother);
            Files.writeString(note, Files.readString(note).replaceFirst("boot .*", "boot earlier"));

            leftovers.remove();

            assertThat(ofAnother.directories()).allMatch(Files::exists);
            assertThat(folder.resolve("place")).doesNotExist();
            assertThat(note).doesNotExist();
        } finally {
            ofAnother.remove();
        }
    }
}
