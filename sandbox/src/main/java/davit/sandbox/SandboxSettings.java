package davit.sandbox;

import java.nio.file.Path;

/**
 * What {@link LinuxSandboxes} is told about the machine.
 *
 * @param runtime what starts programs: {@link #OWN_RUNTIME}, or an OCI runtime, as a path or a name on the {@code PATH}:
 *     crun, or what takes its arguments
 * @param mountPoints a folder for mount points and bundles, made if it is missing; every folder above it must be open to
 *     all users to pass through, because the first process of a sandbox does so as a user without rights
 * @param egress what programs may reach by the network
 * @param prepared how many sandboxes are kept prepared for cold starts
 * @param firstUserId the first of the user and group ids that belong to nobody on this machine; each living sandbox has
 *     65,536 of them, other ones than every living sandbox of the same server. Two servers of one machine that have the
 *     same first id give the same ids to their sandboxes; these are kept apart by their namespaces and cgroups then
 */
public record SandboxSettings(String runtime, Path mountPoints, Egress egress, int prepared, int firstUserId) {
    /** Davit's own launcher. */
    public static final String OWN_RUNTIME = "davit";

    private static final int PREPARED = 4;

    /** Above what systemd gives to containers, see <a href="https://systemd.io/UIDS-GIDS/">its list</a>. */
    private static final int UNUSED_USER_IDS = 1_879_048_192;

    /** Davit's own launcher, and {@code /run/davit}. */
    public static SandboxSettings defaults() {
        return with(OWN_RUNTIME);
    }

    /** Another runtime, and {@code /run/davit}. */
    public static SandboxSettings with(String runtime) {
        return new SandboxSettings(runtime, Path.of("/run/davit"), new Egress.None(), PREPARED, UNUSED_USER_IDS);
    }

    /** The same, with so many prepared. */
    public SandboxSettings withPrepared(int count) {
        return new SandboxSettings(runtime, mountPoints, egress, count, firstUserId);
    }

    /** The same, with programs that may reach so much. */
    public SandboxSettings withEgress(Egress reachable) {
        return new SandboxSettings(runtime, mountPoints, reachable, prepared, firstUserId);
    }
}
