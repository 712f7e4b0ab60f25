package davit.sandbox;

import davit.base.time.Time;
import davit.linux.cgroup.Cgroup;
import davit.linux.process.Poller;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What all sandboxes of a {@link LinuxSandboxes} share.
 *
 * @param place where bundles and mount points are
 * @param group the parent of the sandboxes' cgroups
 * @param networks every network that sandboxes can be in; empty for one that reaches nothing
 */
record Host(
        Path place,
        Time time,
        Poller poller,
        Cgroup group,
        RootMounts roots,
        ScratchDisks scratch,
        UserIds userIds,
        Map<NetworkName, Optional<EgressNetwork>> networks,
        SandboxRuntime runtime) {
    /** The folder in {@link #place} with the bundles. */
    static final String BUNDLES = "bundles";

    /** Where the files of the sandbox of this name are. */
    Bundle bundle(String name) {
        return new Bundle(place.resolve(BUNDLES).resolve(name));
    }
}
