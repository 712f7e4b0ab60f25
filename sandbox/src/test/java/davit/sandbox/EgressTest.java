package davit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.process.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom programs reach by the network. The machine and the world round it are network namespaces of the test. */
@Timeout(120)
class EgressTest {
    /** Prints for each who answers. */
    private static final String SCRIPT = """
            try() { echo "$1: $(nc -w 2 $2 $3 < /dev/null 2> /dev/null)"; }
            read -r _ resolver < /etc/resolv.conf
            set -- $(ip route)
            try internet 203.0.113.1 80
            try private 10.9.9.9 80
            try allowed 10.8.8.8 80
            try machine 203.0.113.2 80
            try gateway $3 80
            try elsewhere $3 8080
            try names $resolver 53
            echo "name: $(nslookup some.example 2> /dev/null | grep -o 203.0.113.80)"
            for other in $OTHERS; do try other $other 7007; done
            """;

    @TempDir
    private Path folder;

    @Test
    void readsWhatAnOperatorWrites() {
        Cidr ten = Cidr.parse("10.0.0.0/8");
        Cidr one = Cidr.parse("192.168.1.7/32");
        assertThat(Egress.parse("none")).isEqualTo(new Egress.None());
        assertThat(Egress.parse("internet")).isEqualTo(new Egress.Routed(true, List.of()));
        assertThat(Egress.parse("internet,10.1.2.3/8,192.168.1.7"))
                .isEqualTo(new Egress.Routed(true, List.of(ten, one)));
        assertThat(Egress.parse("192.168.1.7,10.0.0.0/8")).isEqualTo(new Egress.Routed(false, List.of(one, ten)));
        for (String wrong :
                List.of("", "all", "internet,", "internet,10.0.0.0/33", "internet,256.0.0.1", "none,10.0.0.0/8")) {
            assertThatThrownBy(() -> Egress.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void findsWhomToAskForNames() {
        assertThat(NameServers.parse(List.of(
                        "# nameserver 192.0.2.1", "nameserver 127.0.0.53", "nameserver ::1", "nameserver  192.0.2.2 ")))
                .containsExactly(Cidr.parse("192.0.2.2"));
    }

    @Test
    @Tag("kernel")
    void reachesWhatItsNetworkAllowsAndNobodyElse() throws IOException, InterruptedException {
        try (TestWorld world = new TestWorld(folder)) {
            // As Docker passes on the ports that it publishes.
            world.nft("""
                    table ip other {
                        chain prerouting {
                            type nat hook prerouting priority dstnat;
                            tcp dport 8080 fib daddr type local dnat to 10.7.7.7:80;
                        }
                    }
                    """);
            world.answerInTheWorld(80, "the world");
            world.answerInTheWorld(53, "names");
            world.answerOnTheMachine(80, "the machine");
            Process nameServer = world.startInTheWorld(TestNameServer.class);
            try (BufferedReader lines = nameServer.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("ready");
                assertThat(tries(world)).containsExactlyElementsOf(expected());
            } finally {
                nameServer.destroyForcibly().waitFor();
            }
            assertThat(world.links()).doesNotContain("dv");
            assertThat(world.nft("list ruleset")).contains("8080").doesNotContain("dv");
            assertThat(world.forwarding()).isEqualTo("0");
        }
    }

    private List<String> tries(TestWorld world) throws IOException, InterruptedException {
        return Command.of(world.onTheMachine(
                        ConnectedServer.class, folder.resolve("server").toString(), SCRIPT))
                .run()
                .lines()
                .map(String::strip)
                .toList();
    }

    private static List<String> expected() {
        return """
                in
                internet: the world
                private:
                allowed: the world
                machine:
                gateway:
                elsewhere:
                names: names
                name: 203.0.113.80
                other:
                other:
                in inner
                internet:
                private: the world
                allowed:
                machine:
                gateway:
                elsewhere:
                names: names
                name: 203.0.113.80
                other:
                other:
                in shut
                internet:
                private:
                allowed:
                machine:
                gateway:
                elsewhere:
                names:
                name:
                other:
                other:
                done
                """.lines().toList();
    }
}
