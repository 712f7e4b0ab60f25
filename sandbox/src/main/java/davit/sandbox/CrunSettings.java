package davit.sandbox;

import java.nio.file.Path;

/**
 * What {@link CrunSandboxes} is told about the machine.
 *
 * @param runtime the OCI runtime: a path, or a name on the {@code PATH}; crun, or what takes its arguments
 * @param mountPoints a folder for mount points and bundles, made if it is missing; every folder above it must be open to
 *     all users to pass through, because the first process of a sandbox does so as a user without rights
 * @param firstUserId the first of the user and group ids that belong to nobody on this machine; each living sandbox has
 *     65,536 of them, other ones than every living sandbox of the same server. Two servers of one machine that have the
 *     same first id give the same ids to their sandboxes; these are kept apart by their namespaces and cgroups then
 */
public record CrunSettings(String runtime, Path mountPoints, int firstUserId) {
    /** Above what systemd gives to containers, see <a href="https://systemd.io/UIDS-GIDS/">its list</a>. */
    private static final int UNUSED_USER_IDS = 1_879_048_192;

    /** crun from the {@code PATH}, and {@code /run/davit}. */
    public static CrunSettings defaults() {
        return new CrunSettings("crun", Path.of("/run/davit"), UNUSED_USER_IDS);
    }
}
