package davit.sandbox;

import davit.base.time.Time;
import davit.linux.cgroup.Cgroup;
import davit.linux.process.Poller;
import java.nio.file.Path;

/**
 * What all sandboxes of a {@link CrunSandboxes} share.
 *
 * @param place where bundles, mount points and the runtime's own files are
 * @param group the parent of the sandboxes' cgroups
 */
record Host(
        Path place,
        CrunSettings settings,
        Time time,
        Poller poller,
        Cgroup group,
        RootMounts roots,
        ScratchDisks scratch,
        UserIds userIds,
        BundleConfig config) {
    /** The folders that {@link #place} has. */
    static final String[] FOLDERS = {"bundles", "roots", "state"};

    /** Where the bundle of a sandbox is. */
    Path bundle(SandboxId id) {
        return place.resolve("bundles").resolve(id.value());
    }

    /** Where the OCI runtime keeps what it knows. */
    Path runtimeState() {
        return place.resolve("state");
    }
}
