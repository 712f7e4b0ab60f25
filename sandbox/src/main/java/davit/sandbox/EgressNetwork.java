package davit.sandbox;

import davit.base.process.Command;
import davit.base.process.CommandFailedException;
import davit.linux.network.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects the networks of sandboxes to others: by a bridge of their own, whose packets the kernel forwards under the
 * machine's addresses (NAT), and whose ports do not see each other.
 *
 * <p>Made by {@code ip} and {@code nft}, in the network namespace of this process. Thread safety: every method may be
 * called from any thread.
 */
final class EgressNetwork {
    private static final Logger LOG = LoggerFactory.getLogger(EgressNetwork.class);

    /** Addresses that are used between a carrier and its customers (RFC 6598), so neither here nor in the internet. */
    private static final Cidr POOL = Cidr.parse("100.64.0.0/10");

    /** As many addresses as there can be sandboxes, and some. */
    private static final int PREFIX = 20;

    private static final int RANGES = 1 << (PREFIX - POOL.prefix());

    /** The first two are the network and the bridge. */
    private static final int FIRST_SANDBOX = 2;

    /** Addresses that do not belong to the internet (RFC 6890), and multicast. */
    private static final String PRIVATE = "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16,"
            + " 172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/3";

    /** Whom sandboxes ask for names, in every network the same, as at AWS; nobody has this address. */
    static final String RESOLVER = "169.254.169.253";

    private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");
    private static final String NOT_FORWARDING = "0";
    /** As good as the 1 that others write, which so shows who switched it on last. */
    private static final String FORWARDING_FOR_SANDBOXES = "2";

    /** How the names of all bridges of all servers begin. */
    private static final String BRIDGE = "dv";

    private final String name;
    private final Cidr addresses;

    private EgressNetwork(String name, Cidr addresses) {
        this.name = name;
        this.addresses = addresses;
    }

    /**
     * A name of up to 10 letters and digits.
     *
     * @param number of the network among those of the server, below {@link Character#MAX_RADIX}
     */
    static String name(Path place, int number) {
        return BRIDGE
                + Integer.toUnsignedString(place.hashCode(), Character.MAX_RADIX)
                + Integer.toString(number, Character.MAX_RADIX);
    }

    /**
     * Makes one.
     *
     * @param name of the bridge and of the table of rules, from {@link #name}
     * @param nameServers whom sandboxes ask for names by way of {@link #RESOLVER}; only the first is
     */
    static EgressNetwork open(String name, Egress.Routed egress, List<Cidr> nameServers)
            throws IOException, InterruptedException {
        for (String program : List.of("ip", "nft", "nsenter")) {
            if (!Command.exists(program)) {
                throw new SandboxException("connect functions to a network: " + program
                        + " is missing (packages iproute2, nftables and util-linux)");
            }
        }
        if (nameServers.isEmpty()) {
            throw new SandboxException(
                    "connect functions to a network: /etc/resolv.conf names no server with an IPv4 address that they"
                            + " could ask");
        }
        EgressNetwork network = new EgressNetwork(name, freeAddresses());
        boolean complete = false;
        try {
            network.make(egress, nameServers.getFirst());
            complete = true;
            return network;
        } finally {
            if (!complete) {
                remove(name);
            }
        }
    }

    /** A range that this machine has no route to, most probably another one than a server that starts just now. */
    private static Cidr freeAddresses() throws IOException, InterruptedException {
        List<Cidr> taken = Command.of("ip", "-4", "-oneline", "route", "show", "table", "all")
                .run()
                .lines()
                .map(EgressNetwork::destination)
                .flatMap(Optional::stream)
                .toList();
        int start = new Random().nextInt(RANGES);
        for (int i = 0; i < RANGES; i++) {
            int index = (start + i) % RANGES;
            Cidr range = new Cidr(POOL.first() + (index << (Integer.SIZE - PREFIX)), PREFIX);
            if (taken.stream().noneMatch(range::overlaps)) {
                return range;
            }
        }
        throw new SandboxException("connect functions to a network: no range of addresses is free in " + POOL);
    }

    private static Optional<Cidr> destination(String route) {
        for (String word : route.split(" ", -1)) {
            if (word.matches("\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?")) {
                return Optional.of(Cidr.parse(word));
            }
            if (word.equals("via") || word.equals("dev")) {
                break;
            }
        }
        return Optional.empty();
    }

    private void make(Egress.Routed egress, Cidr nameServer) throws IOException, InterruptedException {
        Command.of("ip", "link", "add", name, "type", "bridge").run();
        Command.of("ip", "addr", "add", gateway() + "/" + PREFIX, "dev", name).run();
        Command.of("ip", "link", "set", name, "up").run();
        Command.of("nft", rules(egress, nameServer)).run();
        beginForwarding();
    }

    private static void beginForwarding() throws IOException {
        if (Files.readString(FORWARDING).strip().equals(NOT_FORWARDING)) {
            LOG.info("switching on {}, as functions reach others by it", FORWARDING);
            Files.writeString(FORWARDING, FORWARDING_FOR_SANDBOXES);
        }
    }

    /** Switches off what {@link #beginForwarding} has switched on, if nobody has wished for it since. */
    private static void endForwarding() throws IOException, InterruptedException {
        if (Files.readString(FORWARDING).strip().equals(FORWARDING_FOR_SANDBOXES) && !hasBridges()) {
            Files.writeString(FORWARDING, NOT_FORWARDING);
            if (hasBridges()) {
                // A server that has just started saw it switched on.
                beginForwarding();
            }
        }
    }

    private static boolean hasBridges() throws IOException, InterruptedException {
        return Command.of("ip", "-oneline", "link", "show", "type", "bridge")
                .run()
                .lines()
                .anyMatch(line -> link(line).startsWith(BRIDGE));
    }

    private String rules(Egress.Routed egress, Cidr nameServer) {
        String ranges = egress.ranges().isEmpty()
                ? ""
                : "iifname %s ip daddr { %s } accept;"
                        .formatted(
                                name,
                                egress.ranges().stream().map(Cidr::toString).collect(Collectors.joining(", ")));
        String others = egress.internet()
                ? "iifname %1$s ip daddr { %2$s } drop; iifname %1$s meta nfproto ipv6 drop;".formatted(name, PRIVATE)
                : "iifname %s drop;".formatted(name);
        return """
                add table inet %1$s {
                    chain input {
                        type filter hook input priority filter;
                        iifname %1$s meta l4proto { tcp, udp } ct original ip daddr %2$s ct original proto-dst 53 ct reply ip saddr %6$s accept;
                        iifname %1$s drop;
                    }
                    chain forward {
                        type filter hook forward priority filter;
                        iifname %1$s meta l4proto { tcp, udp } ct original ip daddr %2$s ct original proto-dst 53 ct reply ip saddr %6$s accept;
                        %4$s
                        %5$s
                        oifname %1$s ct state established,related accept;
                        oifname %1$s drop;
                    }
                    chain prerouting {
                        type nat hook prerouting priority dstnat;
                        iifname %1$s ip daddr %2$s meta l4proto { tcp, udp } th dport 53 dnat ip to %6$s;
                    }
                    chain postrouting {
                        type nat hook postrouting priority srcnat;
                        ip saddr %3$s oifname != %1$s masquerade;
                    }
                }
                """.formatted(name, RESOLVER, addresses, ranges, others, nameServer.address(0));
    }

    /** The address by which sandboxes reach others. */
    private String gateway() {
        return addresses.address(1);
    }

    /**
     * Connects the network of a sandbox; it stays so until that network ends.
     *
     * @param number of its own among those of this server that live; at most 4,000
     * @param folder for a file of commands
     */
    void connect(NetworkNamespace sandbox, int number, Path folder) throws IOException, InterruptedException {
        String port = name + "-" + Integer.toString(number, Character.MAX_RADIX);
        // The network of an earlier sandbox of this number may be ending still.
        tryTo("ip", "link", "delete", port);
        String address = addresses.address(FIRST_SANDBOX + number);
        Path outside = folder.resolve("network-outside");
        Files.writeString(outside, """
                link add %1$s type veth peer name eth0 address %4$s netns %2$s
                link set %1$s master %3$s
                link set dev %1$s type bridge_slave isolated on
                link set %1$s up
                """.formatted(port, sandbox.file(), name, hardwareAddress(number)));
        Command.of("ip", "-batch", outside.toString()).run();
        Path inside = folder.resolve("network-inside");
        Files.writeString(inside, """
                link set eth0 addrgenmode none
                addr add %s/%d dev eth0
                link set eth0 up
                route add default via %s
                """.formatted(address, PREFIX, gateway()));
        Command.of("nsenter", "--net=" + sandbox.file(), "ip", "-batch", inside.toString())
                .run();
    }

    /** The same for the same address, so that nobody remembers an old one. */
    private String hardwareAddress(int number) {
        int address = addresses.first() + FIRST_SANDBOX + number;
        return "02:00:%02x:%02x:%02x:%02x"
                .formatted(address >>> 24, address >>> 16 & 0xff, address >>> 8 & 0xff, address & 0xff);
    }

    /** Removes what was made under this name, as far as it is there. */
    static void remove(String name) throws IOException, InterruptedException {
        tryTo("nft", "delete table inet " + name);
        // The kernel takes its time to end those of networks that have ended.
        for (String line :
                tryTo("ip", "-oneline", "link", "show", "master", name).lines().toList()) {
            tryTo("ip", "link", "delete", link(line));
        }
        tryTo("ip", "link", "delete", name);
        endForwarding();
    }

    /** The name of the link that a line is about. */
    private static String link(String line) {
        return line.split("[ @:]+", -1)[1];
    }

    /** What it prints; nothing if it fails. */
    private static String tryTo(String... command) throws IOException, InterruptedException {
        try {
            return Command.of(command).run();
        } catch (CommandFailedException e) {
            LOG.debug("there was nothing to do for {}", List.of(command), e);
            return "";
        }
    }

    /** Removes it; sandboxes that live are cut off. */
    void close() throws IOException, InterruptedException {
        remove(name);
    }
}
