package davit.images.build;

import davit.base.json.Json;
import davit.base.process.Command;
import davit.images.context.BuildContext;
import davit.images.context.ImageBuildException;
import davit.images.files.FileTree;
import davit.images.oci.Digest;
import davit.images.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Builds by buildah, without a daemon. It runs as root in namespaces of its own: what it mounts and starts ends with it,
 * however it ends. Public images come from the registry that is pushed to.
 *
 * <p>Layers of earlier builds are kept until they are larger than 20 GB together.
 */
final class Buildah implements Builder {
    private static final long MAX_KEPT_BYTES = 20_000_000_000L;

    private static final String SECONDS_TO_END = "20";

    /**
     * Every process has file 9 open, so that its lock tells when the last one has ended. The mounts are those of a new
     * namespace. The bind keeps buildah's notes on registries out of the system's.
     */
    private static final String SCRIPT = """
            exec 9>"$1"
            flock --shared 9
            notes=$2
            shift 2
            mkdir -p /var/lib/containers
            mount --bind "$notes" /var/lib/containers
            exec buildah "$@" >&2
            """;

    private final BuildFolder folder;
    private final ImportedBases imported;

    /** Keeps everything in {@code folder}, but base images that stand in for others. */
    Buildah(Path folder, ImportedBases imported) {
        this.folder = new BuildFolder(folder);
        this.imported = imported;
    }

    @Override
    public String name() {
        return "buildah";
    }

    @Override
    public boolean pullsThrough() {
        return true;
    }

    @Override
    public Digest build(Work work) throws ImageBuildException, IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new ImageBuildException("buildah builds images as root only: run it with sudo, or start Docker");
        }
        try (BuildFolder.Turn _ = folder.take(work.progress())) {
            folder.clean();
            try {
                Path storage = folder.storage(folder.driver());
                removeLeftContainers(storage, work);
                writeConfiguration(work);
                importBases(work, storage);
                Digest digest = buildAndPush(work);
                trim(storage);
                return digest;
            } finally {
                awaitEnd();
                folder.clean();
            }
        }
    }

    /** A builder that was killed takes a moment to end, with everything that it started. */
    private void awaitEnd() throws IOException, InterruptedException {
        Command.of("flock", "--timeout", SECONDS_TO_END, folder.alive().toString(), "true")
                .run();
    }

    private void removeLeftContainers(Path storage, Work work)
            throws ImageBuildException, IOException, InterruptedException {
        Path containers = storage.resolve(folder.driver() + "-containers").resolve("containers.json");
        if (Files.exists(containers)
                && Json.tree(Files.readAllBytes(containers)).size() > 0) {
            BuilderProgram.run(buildah("rm", "--all"), "remove what an earlier build left", work.progress());
        }
    }

    private void importBases(Work work, Path storage) throws ImageBuildException, IOException, InterruptedException {
        boolean isNative = work.context().platform().equals(Platform.ofThisMachine());
        if (!isNative || !folder.driver().equals(BuildFolder.OVERLAY) || !imported.isUsable()) {
            return;
        }
        for (BaseImage base : work.bases()) {
            if (base.isStandIn() && base.digest().isPresent()) {
                imported.add(
                        base.digest().get(),
                        storage,
                        store -> BuilderProgram.run(
                                in(store, List.of(), pullArguments(base)), "read " + base.name(), work.progress()));
            }
        }
    }

    private String[] pullArguments(BaseImage base) {
        return new String[] {
            "pull", "--quiet", "--authfile", logins().toString(), "--signature-policy", policy().toString(), base.name()
        };
    }

    private void writeConfiguration(Work work) throws IOException {
        UserLogins.in(UserLogins.folder()).writeForBuildah(work.destination(), logins());
        Files.writeString(policy(), "{\"default\":[{\"type\":\"insecureAcceptAnything\"}]}");
        Files.writeString(registries(), registries(work));
    }

    private Path logins() {
        return folder.temporary().resolve("auth.json");
    }

    private Path policy() {
        return folder.temporary().resolve("policy.json");
    }

    private Path registries() {
        return folder.temporary().resolve("registries.conf");
    }

    private static String registries(Work work) {
        String own = work.destination().registry();
        StringBuilder text = new StringBuilder("unqualified-search-registries = [\"docker.io\"]\n");
        text.append("[[registry]]\nlocation = \"%s\"\ninsecure = true\n".formatted(own));
        Set<String> hosts = new TreeSet<>();
        work.bases().stream()
                .filter(base -> base.isHere() && !base.host().equals(own))
                .forEach(base -> hosts.add(base.host()));
        for (String host : hosts) {
            text.append("[[registry]]\nprefix = \"%s\"\nlocation = \"%s/%s\"\ninsecure = true\n"
                    .formatted(host, own, host));
        }
        return text.toString();
    }

    private Digest buildAndPush(Work work) throws ImageBuildException, IOException, InterruptedException {
        Path imageId = folder.temporary().resolve("image-id");
        String context = work.context().folder().toString();
        BuilderProgram.run(
                buildah(buildArguments(work.context(), imageId)), "build an image from " + context, work.progress());
        Path digest = folder.temporary().resolve("digest");
        String[] push = {
            "push",
            "--quiet",
            "--authfile",
            logins().toString(),
            "--signature-policy",
            policy().toString(),
            "--digestfile",
            digest.toString(),
            Files.readString(imageId).strip(),
            "docker://" + work.destination().reference()
        };
        work.progress().accept("pushing to " + work.destination().reference());
        BuilderProgram.run(
                buildah(push), "push the image to " + work.destination().reference(), work.progress());
        return Digest.parse(Files.readString(digest).strip());
    }

    private String[] buildArguments(BuildContext context, Path imageId) {
        List<String> words = new ArrayList<>(List.of("build", "--isolation", "chroot", "--layers", "--force-rm"));
        if (!context.platform().equals(Platform.ofThisMachine())) {
            words.addAll(List.of("--platform", context.platform().toString()));
        }
        words.addAll(List.of("--iidfile", imageId.toString()));
        words.addAll(List.of("--authfile", logins().toString(), "--signature-policy", policy().toString()));
        words.addAll(List.of("--file", context.dockerfile().toString()));
        context.ignoreFile().ifPresent(file -> words.addAll(List.of("--ignorefile", file.toString())));
        context.target().ifPresent(target -> words.addAll(List.of("--target", target)));
        new TreeMap<>(context.arguments())
                .forEach((name, value) -> words.addAll(List.of("--build-arg", name + "=" + value)));
        words.add(context.folder().toString());
        return words.toArray(String[]::new);
    }

    private Command buildah(String... arguments) throws IOException {
        Path storage = Files.createDirectories(folder.storage(folder.driver()));
        return in(storage, imported.of(storage), arguments);
    }

    /** A command that works in {@code storage}, over images in other stores that it does not change. */
    private Command in(Path storage, List<Path> stores, String... arguments) throws IOException {
        String driver = folder.driver();
        Path notes = Files.createDirectories(imported.isUsable() ? imported.notes() : folder.cache());
        List<String> options = new ArrayList<>();
        for (Path store : stores) {
            options.addAll(List.of("--storage-opt", driver + ".imagestore=" + store));
        }
        return Command.of("unshare", "--mount", "--propagation", "private", "--pid", "--fork")
                .with("--kill-child", "--mount-proc", "sh", "-euc", SCRIPT, "sh")
                .with(folder.alive().toString(), notes.toString())
                .with("--root", storage.toString(), "--runroot", folder.run().toString(), "--storage-driver", driver)
                .with(options.toArray(String[]::new))
                .with(arguments)
                .withVariable("TMPDIR", folder.temporary().toString())
                .withVariable("CONTAINERS_REGISTRIES_CONF", registries().toString())
                .withVariable("BUILDAH_ISOLATION", "chroot");
    }

    private void trim(Path storage) throws IOException {
        Path layers = storage.resolve(folder.driver() + "-layers").resolve("layers.json");
        long bytes = 0;
        if (Files.exists(layers)) {
            for (JsonNode layer : Json.tree(Files.readAllBytes(layers))) {
                bytes += layer.path("diff-size").asLong(0);
            }
        }
        if (bytes > MAX_KEPT_BYTES) {
            FileTree.delete(storage);
        }
    }
}
