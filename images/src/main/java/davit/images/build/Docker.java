package davit.images.build;

import davit.base.process.Command;
import davit.base.process.CommandFailedException;
import davit.images.context.BuildContext;
import davit.images.context.ImageBuildException;
import davit.images.files.FileTree;
import davit.images.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds by Docker, with BuildKit where Docker has it. Public images come from their own registries, with the user's
 * logins; only those that Davit's own image stands in for come from the registry that is pushed to.
 */
final class Docker implements Builder {
    private static final Pattern PUSHED = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    private final boolean hasBuildKit;

    private Docker(boolean hasBuildKit) {
        this.hasBuildKit = hasBuildKit;
    }

    /** Docker, if it is installed and its daemon answers. */
    static Optional<Docker> find() throws IOException, InterruptedException {
        boolean isThere = Command.exists("docker") && answers("version", "--format", "{{.Server.Version}}");
        return isThere ? Optional.of(new Docker(answers("buildx", "version"))) : Optional.empty();
    }

    private static boolean answers(String... arguments) throws IOException, InterruptedException {
        try {
            return !Command.of("docker").with(arguments).run().isBlank();
        } catch (CommandFailedException _) {
            return false;
        }
    }

    @Override
    public String name() {
        return hasBuildKit ? "Docker with BuildKit" : "Docker";
    }

    @Override
    public boolean pullsThrough() {
        return false;
    }

    @Override
    public Digest build(Work work) throws ImageBuildException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("davit-docker");
        try {
            Path dockerfile = dockerfile(work, folder);
            Command build = telling(Command.of("docker").with(buildArguments(work, dockerfile)))
                    .withVariable("DOCKER_BUILDKIT", hasBuildKit ? "1" : "0");
            BuilderProgram.run(build, "build an image from " + work.context().folder(), work.progress());
            return push(work, folder);
        } finally {
            FileTree.delete(folder);
        }
    }

    /** The Dockerfile; where Davit's own image stands in for a public one, a copy that names it. */
    private static Path dockerfile(Work work, Path folder) throws IOException {
        Path original = work.context().dockerfile();
        List<BaseImage> standIns =
                work.bases().stream().filter(BaseImage::isStandIn).toList();
        if (standIns.isEmpty()) {
            return original;
        }
        String text = Files.readString(original);
        for (BaseImage base : standIns) {
            String here = work.destination().registry() + "/" + base.repository() + ":" + base.reference();
            text = place(base.name())
                    .matcher(text)
                    .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + here));
        }
        Path copy = Files.writeString(folder.resolve("Dockerfile"), text);
        if (work.context().ignoreFile().isPresent()) {
            Files.copy(work.context().ignoreFile().get(), folder.resolve("Dockerfile.dockerignore"));
        }
        return copy;
    }

    /** Where a Dockerfile names an image. */
    private static Pattern place(String image) {
        String before = "(?im)^(\\s*FROM\\s+(?:--\\S+\\s+)*|.*--from=)";
        return Pattern.compile(before + Pattern.quote(image) + "(?=\\s|$)");
    }

    private String[] buildArguments(Work work, Path dockerfile) {
        BuildContext context = work.context();
        List<String> words = new ArrayList<>(
                List.of("build", "--platform", context.platform().toString()));
        if (hasBuildKit) {
            // An attestation makes an index of the image, which Lambda does not take.
            words.addAll(List.of("--progress", "plain", "--provenance=false", "--load"));
        }
        words.addAll(List.of(
                "--file", dockerfile.toString(), "--tag", work.destination().reference()));
        context.target().ifPresent(target -> words.addAll(List.of("--target", target)));
        new TreeMap<>(context.arguments())
                .forEach((name, value) -> words.addAll(List.of("--build-arg", name + "=" + value)));
        words.add(context.folder().toString());
        return words.toArray(String[]::new);
    }

    /** With everything that it writes on standard error, whose lines are told as they come. */
    private static Command telling(Command command) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >&2", "sh"));
        words.addAll(command.words());
        return Command.of(words);
    }

    private static Digest push(Work work, Path folder) throws ImageBuildException, IOException, InterruptedException {
        String reference = work.destination().reference();
        work.progress().accept("pushing to " + reference);
        Path configuration = configuration(work, folder);
        String output = BuilderProgram.run(
                Command.of("docker", "--config", configuration.toString(), "push", reference),
                "push the image to " + reference,
                work.progress());
        Matcher digest = PUSHED.matcher(output);
        if (!digest.find()) {
            throw new ImageBuildException("docker push did not say which digest it pushed:\n" + output);
        }
        return Digest.parse(digest.group(1));
    }

    /** The user's own configuration with the registry's login added, so that the chosen daemon stays the same. */
    private static Path configuration(Work work, Path folder) throws IOException {
        Path own = UserLogins.folder();
        Path copy = Files.createDirectory(folder.resolve("docker"));
        UserLogins.in(own).writeForDocker(work.destination(), copy.resolve("config.json"));
        if (Files.isDirectory(own.resolve("contexts"))) {
            Files.createSymbolicLink(
                    copy.resolve("contexts"), own.resolve("contexts").toAbsolutePath());
        }
        return copy;
    }
}
