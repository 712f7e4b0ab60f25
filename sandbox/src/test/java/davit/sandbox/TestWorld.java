package davit.sandbox;

import davit.base.process.Command;
import davit.linux.network.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A machine that a server can run on, and the world round it: two network namespaces, joined by a cable. */
final class TestWorld implements AutoCloseable {
    private final Path folder;
    private final String machine =
            "davit-test-machine-" + ProcessHandle.current().pid();
    private final String world = "davit-test-world-" + ProcessHandle.current().pid();
    private final List<ServerSocketChannel> listeners = new ArrayList<>();

    /** Connects both; the world has addresses of the internet, and private ones. */
    TestWorld(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Command.of("ip", "netns", "add", machine).run();
        Command.of("ip", "netns", "add", world).run();
        ip("link", "add", "eth0", "netns", machine, "type", "veth", "peer", "name", "eth0", "netns", world);
        for (String address :
                List.of("203.0.113.1/24", "203.0.113.53/24", "10.9.9.9/24", "10.8.8.8/24", "10.7.7.7/24")) {
            ip("-n", world, "addr", "add", address, "dev", "eth0");
        }
        ip("-n", machine, "addr", "add", "203.0.113.2/24", "dev", "eth0");
        ip("-n", world, "link", "set", "eth0", "up");
        ip("-n", machine, "link", "set", "eth0", "up");
        ip("-n", machine, "route", "add", "default", "via", "203.0.113.1");
        Command.of("nsenter", "--net=/run/netns/" + machine, "sysctl", "--quiet", "net.ipv4.ip_forward=0")
                .run();
    }

    private static void ip(String... words) throws IOException, InterruptedException {
        Command.of("ip").with(words).run();
    }

    /** Lets the world say {@code words} to everybody who connects. */
    void answerInTheWorld(int port, String words) throws IOException {
        answer(world, port, words);
    }

    /** Lets the machine say {@code words} to everybody who connects. */
    void answerOnTheMachine(int port, String words) throws IOException {
        answer(machine, port, words);
    }

    private void answer(String name, int port, String words) throws IOException {
        try (NetworkNamespace network = NetworkNamespace.open(Path.of("/run/netns", name))) {
            ServerSocketChannel listener = network.listen(new InetSocketAddress("0.0.0.0", port));
            listeners.add(listener);
            Thread.ofVirtual().name("answering-" + port).start(() -> answerAll(listener, words));
        }
    }

    private static void answerAll(ServerSocketChannel listener, String words) {
        while (true) {
            try (SocketChannel connection = listener.accept()) {
                connection.write(ByteBuffer.wrap((words + "\n").getBytes(StandardCharsets.UTF_8)));
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Runs a class of the tests in the world. */
    Process startInTheWorld(Class<?> main) throws IOException {
        List<String> words = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + world));
        words.addAll(java(main));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A command that runs a class of the tests on the machine, whose names are known to 203.0.113.53. */
    List<String> onTheMachine(Class<?> main, String... arguments) throws IOException {
        Path resolver = Files.writeString(folder.resolve("resolv.conf"), "nameserver 203.0.113.53\n");
        List<String> words = new ArrayList<>(List.of(
                "nsenter",
                "--net=/run/netns/" + machine,
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"",
                resolver.toString()));
        words.addAll(java(main));
        words.addAll(List.of(arguments));
        return words;
    }

    /** A command that runs a class of the tests. */
    static List<String> java(Class<?> main) {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    /** The machine's network interfaces, a line each. */
    String links() throws IOException, InterruptedException {
        return Command.of("ip", "-n", machine, "-oneline", "link").run();
    }

    /** What nft says to a command on the machine. */
    String nft(String command) throws IOException, InterruptedException {
        return Command.of("nsenter", "--net=/run/netns/" + machine, "nft", command)
                .run();
    }

    /** Whether the machine passes packets on, and because of whom. */
    String forwarding() throws IOException, InterruptedException {
        return Command.of("nsenter", "--net=/run/netns/" + machine, "cat", "/proc/sys/net/ipv4/ip_forward")
                .run()
                .strip();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel listener : listeners) {
            listener.close();
        }
        try {
            Command.of("ip", "netns", "delete", machine).run();
            Command.of("ip", "netns", "delete", world).run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
