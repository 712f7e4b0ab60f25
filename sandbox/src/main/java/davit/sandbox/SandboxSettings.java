package davit.sandbox;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link LinuxSandboxes} is told about the machine.
 *
 * @param runtime what starts programs: {@link #OWN_RUNTIME}, or an OCI runtime, as a path or a name on the {@code PATH}:
 *     crun, or what takes its arguments
 * @param mountPoints a folder for mount points and bundles, made if it is missing; every folder above it must be open to
 *     all users to pass through, because the first process of a sandbox does so as a user without rights
 * @param egress what programs may reach by the network, if no other network is named for them
 * @param networks other networks for programs
 * @param prepared how many sandboxes are kept prepared for cold starts
 * @param firstUserId the first of the user and group ids that belong to nobody on this machine; each living sandbox has
 *     65,536 of them, other ones than every living sandbox of the same server. Two servers of one machine that have the
 *     same first id give the same ids to their sandboxes; these are kept apart by their namespaces and cgroups then
 */
public record SandboxSettings(
        String runtime,
        Path mountPoints,
        Egress egress,
        Map<NetworkName, Egress> networks,
        int prepared,
        int firstUserId) {
    /** Davit's own launcher. */
    public static final String OWN_RUNTIME = "davit";

    private static final int PREPARED = 4;
    /** As many as names of bridges can be told apart by their last letter, without the first. */
    private static final int MAX_NETWORKS = 35;

    /** Above what systemd gives to containers, see <a href="https://systemd.io/UIDS-GIDS/">its list</a>. */
    private static final int UNUSED_USER_IDS = 1_879_048_192;

    /**
     * Keeps a copy.
     *
     * @throws IllegalArgumentException if there are too many networks; the message says so
     */
    public SandboxSettings {
        networks = Map.copyOf(networks);
        if (networks.size() > MAX_NETWORKS || networks.containsKey(NetworkName.DEFAULT)) {
            throw new IllegalArgumentException("there can be " + MAX_NETWORKS + " networks, each with a name");
        }
    }

    /** Davit's own launcher, and {@code /run/davit}. */
    public static SandboxSettings defaults() {
        return with(OWN_RUNTIME);
    }

    /** Another runtime, and {@code /run/davit}. */
    public static SandboxSettings with(String runtime) {
        return new SandboxSettings(
                runtime, Path.of("/run/davit"), new Egress.None(), Map.of(), PREPARED, UNUSED_USER_IDS);
    }

    /** The same, with so many prepared. */
    public SandboxSettings withPrepared(int count) {
        return new SandboxSettings(runtime, mountPoints, egress, networks, count, firstUserId);
    }

    /** The same, with programs that may reach so much. */
    public SandboxSettings withEgress(Egress reachable) {
        return new SandboxSettings(runtime, mountPoints, reachable, networks, prepared, firstUserId);
    }

    /** The same, with these networks to choose from for programs. */
    public SandboxSettings withNetworks(Map<NetworkName, Egress> others) {
        return new SandboxSettings(runtime, mountPoints, egress, others, prepared, firstUserId);
    }

    /** With {@link NetworkName#DEFAULT}, which is the first. */
    Map<NetworkName, Egress> allNetworks() {
        Map<NetworkName, Egress> all = new LinkedHashMap<>(Map.of(NetworkName.DEFAULT, egress));
        all.putAll(networks);
        return all;
    }
}
