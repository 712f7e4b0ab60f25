package davit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.process.Command;
import davit.linux.network.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom programs reach by the network. The machine and the world round it are network namespaces of the test. */
@Timeout(120)
class EgressTest {
    /** Prints for each "NAME ADDRESS PORT" who answers. */
    private static final String SCRIPT = """
            read -r _ gateway < /etc/resolv.conf
            try() { echo "$1: $(nc -w 2 $2 $3 < /dev/null 2> /dev/null)"; }
            try internet 203.0.113.1 80
            try private 10.9.9.9 80
            try allowed 10.8.8.8 80
            try machine 203.0.113.2 80
            try gateway $gateway 80
            try elsewhere $gateway 8080
            try names $gateway 53
            try other ${gateway%.1}.3 7
            """;

    @TempDir
    private Path folder;

    @Test
    void readsWhatAnOperatorWrites() {
        assertThat(Egress.parse("none")).isEqualTo(new Egress.None());
        assertThat(Egress.parse("internet,10.1.2.3/8,192.168.1.7"))
                .isEqualTo(new Egress.Internet(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("192.168.1.7/32"))));
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
    void reachesTheInternetAndNobodyElse() throws IOException, InterruptedException {
        String machine = "davit-test-machine-" + ProcessHandle.current().pid();
        String world = "davit-test-world-" + ProcessHandle.current().pid();
        Command.of("ip", "netns", "add", machine).run();
        Command.of("ip", "netns", "add", world).run();
        try {
            ip("link", "add", "eth0", "netns", machine, "type", "veth", "peer", "name", "eth0", "netns", world);
            for (String address : List.of("203.0.113.1/24", "203.0.113.53/24", "10.9.9.9/24", "10.8.8.8/24")) {
                ip("-n", world, "addr", "add", address, "dev", "eth0");
            }
            ip("-n", machine, "addr", "add", "203.0.113.2/24", "dev", "eth0");
            ip("-n", world, "link", "set", "eth0", "up");
            ip("-n", machine, "link", "set", "eth0", "up");
            ip("-n", machine, "route", "add", "default", "via", "203.0.113.1");
            // As Docker passes on the ports that it publishes.
            nft(machine, """
                    table ip other {
                        chain prerouting {
                            type nat hook prerouting priority dstnat;
                            tcp dport 8080 fib daddr type local dnat to 10.9.9.9:80;
                        }
                    }
                    """);
            try (NetworkNamespace outside = NetworkNamespace.open(Path.of("/run/netns", world));
                    NetworkNamespace own = NetworkNamespace.open(Path.of("/run/netns", machine));
                    ServerSocketChannel web = answering(outside, 80, "the world");
                    ServerSocketChannel names = answering(outside, 53, "names");
                    ServerSocketChannel local = answering(own, 80, "the machine")) {
                assertThat(List.of(web, names, local)).allMatch(ServerSocketChannel::isOpen);
                assertThat(run(machine))
                        .containsExactly(
                                "internet: the world",
                                "private:",
                                "allowed: the world",
                                "machine:",
                                "gateway:",
                                "elsewhere:",
                                "names: names",
                                "other:",
                                "done");
            }
            assertThat(Command.of("ip", "-n", machine, "-oneline", "link").run())
                    .doesNotContain("dv");
            assertThat(nft(machine, "list ruleset")).contains("8080").doesNotContain("dv");
        } finally {
            Command.of("ip", "netns", "delete", machine).run();
            Command.of("ip", "netns", "delete", world).run();
        }
    }

    private static String nft(String machine, String command) throws IOException, InterruptedException {
        return Command.of("nsenter", "--net=/run/netns/" + machine, "nft", command)
                .run();
    }

    private static void ip(String... words) throws IOException, InterruptedException {
        Command.of("ip").with(words).run();
    }

    private List<String> run(String machine) throws IOException, InterruptedException {
        Path resolver = Files.writeString(folder.resolve("resolv.conf"), "nameserver 203.0.113.53\n");
        String output = Command.of(
                        "nsenter",
                        "--net=/run/netns/" + machine,
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"",
                        resolver.toString(),
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConnectedServer.class.getName(),
                        folder.resolve("server").toString(),
                        SCRIPT)
                .run();
        return output.lines().map(String::strip).toList();
    }

    /** Says {@code words} to everybody who connects. */
    private static ServerSocketChannel answering(NetworkNamespace network, int port, String words) throws IOException {
        ServerSocketChannel listener = network.listen(new InetSocketAddress("0.0.0.0", port));
        Thread.ofVirtual().name("answering-" + port).start(() -> {
            try {
                while (true) {
                    try (SocketChannel connection = listener.accept()) {
                        connection.write(ByteBuffer.wrap((words + "\n").getBytes(StandardCharsets.UTF_8)));
                    }
                }
            } catch (IOException _) {
                assertThat(listener.isOpen()).isFalse();
            }
        });
        return listener;
    }
}
