package davit.sandbox;

import davit.base.time.Time;
import davit.linux.cgroup.Cgroup;
import davit.linux.cgroup.Cgroups;
import davit.linux.process.Children;
import davit.linux.process.Poller;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a {@link Host}, and takes it apart. */
final class HostSetup {
    private static final Logger LOG = LoggerFactory.getLogger(HostSetup.class);

    private final Undos undos = new Undos("what this server has of the machine");
    private final Host host;

    private HostSetup(Path directory, Time time, SandboxSettings settings) throws IOException, InterruptedException {
        boolean complete = false;
        try {
            this.host = make(directory, time, settings);
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /** Makes all or nothing. */
    static HostSetup open(Path directory, Time time, SandboxSettings settings)
            throws IOException, InterruptedException {
        return new HostSetup(directory, time, settings);
    }

    Host host() {
        return host;
    }

    private Host make(Path directory, Time time, SandboxSettings settings) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        lock(directory.resolve("lock"));
        Leftovers leftovers = new Leftovers(directory.resolve("leftovers"), time);
        leftovers.remove();
        Path scratch = directory.resolve("scratch");
        FileTrees.delete(scratch);
        Files.createDirectory(scratch);
        undos.push(() -> forget(leftovers));
        Path place = makePlace(settings.mountPoints());
        leftovers.remember(place);
        undos.push(() -> FileTrees.delete(place));
        Cgroup group = Cgroups.own().createChild(place.getFileName().toString());
        leftovers.remember(group);
        undos.push(group::remove);
        Guardian guardian = Guardian.start(group);
        undos.push(guardian::close);
        Poller poller = Poller.start();
        undos.push(poller::close);
        Children.adoptOrphans();
        Map<NetworkName, Optional<EgressNetwork>> networks = connect(settings, place, leftovers);
        boolean isConnected = networks.values().stream().anyMatch(Optional::isPresent);
        return new Host(
                place,
                time,
                poller,
                group,
                new RootMounts(
                        Files.createDirectory(place.resolve("roots")),
                        PlatformLayer.load(isConnected ? List.of(EgressNetwork.RESOLVER) : List.of())),
                new ScratchDisks(scratch),
                new UserIds(settings.firstUserId()),
                networks,
                runtime(settings.runtime(), place, directory));
    }

    private Map<NetworkName, Optional<EgressNetwork>> connect(SandboxSettings settings, Path place, Leftovers leftovers)
            throws IOException, InterruptedException {
        Map<NetworkName, Optional<EgressNetwork>> networks = new HashMap<>();
        for (Map.Entry<NetworkName, Egress> each : settings.allNetworks().entrySet()) {
            switch (each.getValue()) {
                case Egress.None _ -> networks.put(each.getKey(), Optional.empty());
                case Egress.Routed routed -> {
                    // As the folder has a name of its own, so has this.
                    String name = EgressNetwork.name(place, networks.size());
                    leftovers.rememberNetwork(name);
                    EgressNetwork network = EgressNetwork.open(name, routed, NameServers.find());
                    undos.push(network::close);
                    networks.put(each.getKey(), Optional.of(network));
                }
            }
        }
        return Map.copyOf(networks);
    }

    private SandboxRuntime runtime(String name, Path place, Path directory) throws IOException, InterruptedException {
        if (!name.equals(SandboxSettings.OWN_RUNTIME)) {
            Path state = Files.createDirectory(place.resolve("state"));
            return OciRuntime.of(name, state);
        }
        Path devices = Files.createDirectory(place.resolve("dev"));
        undos.push(() -> DeviceFolder.remove(devices));
        DeviceFolder.make(devices);
        Path stage = Files.createDirectory(place.resolve("stage"));
        return OwnRuntime.in(directory, stage, devices);
    }

    /** What could not be removed is left to the next start, by when whoever kept it has perhaps ended. */
    private void forget(Leftovers leftovers) throws IOException {
        if (!undos.hasFailed()) {
            leftovers.forget();
        }
    }

    private void lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        undos.push(channel::close);
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            LOG.debug("{} is locked by this process itself", file);
        }
        throw new IOException("lock " + file + ": another server uses this folder");
    }

    /** A folder whose name no other server has, had or will have, as its leftovers are known by it. */
    private static Path makePlace(Path parent) throws IOException {
        Files.createDirectories(parent);
        Path place = Files.createTempDirectory(
                parent, "davit-" + ProcessHandle.current().pid() + "-");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectory(place.resolve(Host.BUNDLES));
        return place;
    }

    /** Takes apart what was made, the last first; what fails is logged, and the rest goes on. */
    void close() {
        undos.run();
    }
}
