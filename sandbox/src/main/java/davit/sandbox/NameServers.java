package davit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whom this machine asks for names. */
final class NameServers {
    /** The second names the ones behind a resolver on the machine itself, which is what the first names then. */
    private static final List<Path> FILES =
            List.of(Path.of("/etc/resolv.conf"), Path.of("/run/systemd/resolve/resolv.conf"));

    private static final String KEY = "nameserver";
    private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8");

    private NameServers() {}

    /** The IPv4 addresses that sandboxes can ask too. */
    static List<Cidr> find() throws IOException {
        List<Cidr> found = new ArrayList<>();
        for (Path file : FILES) {
            if (found.isEmpty() && Files.isReadable(file)) {
                found.addAll(parse(Files.readAllLines(file)));
            }
        }
        return found;
    }

    static List<Cidr> parse(List<String> lines) {
        List<Cidr> found = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            // The others are IPv6 addresses.
            if (words.length > 1 && words[0].equals(KEY) && words[1].matches("[0-9.]+")) {
                Cidr address = Cidr.parse(words[1]);
                if (!address.overlaps(LOOPBACK)) {
                    found.add(address);
                }
            }
        }
        return found;
    }
}
