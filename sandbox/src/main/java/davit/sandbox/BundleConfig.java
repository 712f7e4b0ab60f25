package davit.sandbox;

import davit.base.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Writes {@code config.json} of the OCI runtime specification: which namespaces, users, mounts, limits and system calls
 * a sandbox has.
 *
 * @see <a href="https://github.com/opencontainers/runtime-spec/blob/main/config.md">the specification</a>
 */
final class BundleConfig {
    /** What runtimes set by themselves, and a function must not have. */
    private static final String HOME = "HOME";

    private static final List<String> NO_CAPABILITIES = List.of();

    private final JsonNode seccomp;
    private final ResourceLimits limits;

    private BundleConfig(JsonNode seccomp, ResourceLimits limits) {
        this.seccomp = seccomp;
        this.limits = limits;
    }

    /** With the profile of system calls that is built with this class. */
    static BundleConfig load() throws IOException {
        return new BundleConfig(SeccompProfile.load(), ResourceLimits.own());
    }

    /**
     * Writes the file.
     *
     * @param network the namespace to join
     * @param firstUserId the first id of the machine that the sandbox's users have
     */
    void write(Path file, Launcher.Place place, Path network, int firstUserId, SandboxProcess process)
            throws IOException {
        Map<String, Object> config = Map.of(
                "ociVersion",
                "1.0.2",
                "hostname",
                "sandbox",
                "root",
                Map.of("path", place.root().toString(), "readonly", true),
                "process",
                process(process, place.openFiles()),
                "mounts",
                mounts(place.scratch()),
                "linux",
                linux(network, firstUserId));
        Files.write(file, Json.bytes(config));
    }

    private Map<String, Object> process(SandboxProcess process, int openFiles) {
        List<String> arguments = new ArrayList<>();
        arguments.add(PlatformLayer.INIT);
        arguments.add(process.environment().containsKey(HOME) ? "" : HOME);
        arguments.addAll(process.arguments());
        List<String> environment = process.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return Map.of(
                "terminal",
                false,
                "user",
                Map.of("uid", UserIds.USER, "gid", UserIds.GROUP),
                "args",
                arguments,
                "env",
                environment,
                "cwd",
                process.workingDirectory(),
                "noNewPrivileges",
                true,
                "capabilities",
                Map.of(
                        "bounding", NO_CAPABILITIES,
                        "effective", NO_CAPABILITIES,
                        "inheritable", NO_CAPABILITIES,
                        "permitted", NO_CAPABILITIES,
                        "ambient", NO_CAPABILITIES),
                "rlimits",
                limits.all(openFiles).stream().map(BundleConfig::limit).toList());
    }

    private static Map<String, Object> limit(ResourceLimits.Limit limit) {
        return Map.of(
                "type", "RLIMIT_" + limit.resource(), "soft", unsigned(limit.soft()), "hard", unsigned(limit.hard()));
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private static List<Map<String, Object>> mounts(Path scratch) {
        return List.of(
                mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")),
                mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "noexec", "mode=755", "size=64k")),
                mount("/tmp", "bind", scratch.toString(), List.of("bind", "nosuid", "nodev")));
    }

    private static Map<String, Object> mount(String target, String type, String source, List<String> options) {
        return Map.of("destination", target, "type", type, "source", source, "options", options);
    }

    private Map<String, Object> linux(Path network, int firstUserId) {
        List<Map<String, Object>> ids = List.of(Map.of("containerID", 0, "hostID", firstUserId, "size", UserIds.SIZE));
        return Map.of(
                "uidMappings",
                ids,
                "gidMappings",
                ids,
                "namespaces",
                List.of(
                        Map.of("type", "user"),
                        Map.of("type", "pid"),
                        Map.of("type", "mount"),
                        Map.of("type", "ipc"),
                        Map.of("type", "uts"),
                        Map.of("type", "cgroup"),
                        Map.of("type", "network", "path", network.toString())),
                "maskedPaths",
                ProcPaths.MASKED,
                "readonlyPaths",
                ProcPaths.READ_ONLY,
                "seccomp",
                seccomp);
    }
}
