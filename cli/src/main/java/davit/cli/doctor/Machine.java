package davit.cli.doctor;

import davit.base.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at this machine: its kernel's files, and the programs on the {@code PATH}. Changes nothing. */
public final class Machine {
    private static final Path FILE_SYSTEMS = Path.of("/proc/filesystems");
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Path USER_NAMESPACES = Path.of("/proc/sys/user/max_user_namespaces");
    private static final Path FUSE = Path.of("/dev/fuse");
    private static final List<String> CONTROLLERS = List.of("cpu", "memory", "pids");

    private Machine() {}

    /** Everything that Davit uses, the indispensable first. */
    public static List<Finding> examine() throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(root());
        findings.add(cgroups());
        findings.add(fileSystem("overlay", true));
        findings.add(userNamespaces());
        findings.add(program("loop disks", "mkfs.ext4", "e2fsprogs"));
        findings.add(builder());
        findings.add(optional("base images", "mmdebstrap", "mmdebstrap, to make stand-ins for AWS's base images"));
        findings.add(fileSystem("erofs", false));
        findings.add(runtime());
        findings.add(optional("functions' internet", "nft", "nftables, for davit server --network internet"));
        findings.add(fuse());
        findings.add(optional("CRIU", "criu", "criu 4.2 or later, for snapshots"));
        return List.copyOf(findings);
    }

    private static Finding root() {
        return "root".equals(System.getProperty("user.name"))
                ? Finding.present("root", "sandboxes can be made")
                : Finding.missing("root", "run davit server as root (sudo)");
    }

    private static Finding runtime() throws IOException, InterruptedException {
        return optional("OCI runtime", "crun", "crun, to start functions by it (davit server --sandbox crun)");
    }

    private static Finding program(String subject, String program, String debianPackage)
            throws IOException, InterruptedException {
        return found(program)
                .map(version -> Finding.present(subject, version))
                .orElseGet(() -> Finding.missing(subject, "install the package " + debianPackage));
    }

    private static Finding optional(String subject, String program, String remedy)
            throws IOException, InterruptedException {
        return found(program)
                .map(version -> Finding.present(subject, version))
                .orElseGet(() -> Finding.optionalMissing(subject, "install " + remedy));
    }

    /** The first line of a program's version; its name alone where it tells none. */
    private static Optional<String> found(String program) throws IOException, InterruptedException {
        if (!Command.exists(program)) {
            return Optional.empty();
        }
        try {
            String said = Command.of(program, "--version").run();
            return Optional.of(said.lines().findFirst().orElse(program));
        } catch (davit.base.process.CommandFailedException e) {
            return Optional.of(program); // mkfs.ext4 tells its version in another way
        }
    }

    private static Finding builder() throws IOException, InterruptedException {
        Optional<String> buildah = found("buildah");
        if (buildah.isPresent()) {
            return Finding.present("image builder", buildah.get());
        }
        return found("docker")
                .map(docker -> Finding.present("image builder", docker + " (needs its daemon)"))
                .orElseGet(() -> Finding.optionalMissing("image builder", "install the package buildah"));
    }

    private static Finding cgroups() throws IOException {
        Map<String, List<String>> controllers = CgroupLayout.controllers(Files.readAllLines(MOUNTS));
        List<String> missing = CONTROLLERS.stream()
                .filter(name -> controllers.values().stream().noneMatch(names -> names.contains(name)))
                .toList();
        return missing.isEmpty()
                ? Finding.present("cgroups", CgroupLayout.describe(controllers))
                : Finding.missing("cgroups", "the kernel offers no controller " + String.join(", ", missing));
    }

    private static Finding fileSystem(String name, boolean isNeeded) throws IOException {
        boolean isThere = Files.readAllLines(FILE_SYSTEMS).stream().anyMatch(line -> line.endsWith("\t" + name));
        if (isThere) {
            return Finding.present(name, "in the kernel");
        }
        String remedy = "modprobe " + name + ", or a kernel that has it";
        return isNeeded ? Finding.missing(name, remedy) : Finding.optionalMissing(name, remedy);
    }

    private static Finding userNamespaces() throws IOException {
        boolean isAllowed = Files.exists(USER_NAMESPACES)
                && Long.parseLong(Files.readString(USER_NAMESPACES).strip()) > 0;
        return isAllowed
                ? Finding.present("user namespaces", "allowed")
                : Finding.missing("user namespaces", "allow them: sysctl user.max_user_namespaces=10000");
    }

    private static Finding fuse() {
        return Files.exists(FUSE)
                ? Finding.present("FUSE", FUSE.toString())
                : Finding.optionalMissing("FUSE", "modprobe fuse, for images that load while they run");
    }
}
