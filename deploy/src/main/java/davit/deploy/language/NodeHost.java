package davit.deploy.language;

import davit.base.process.Command;
import davit.deploy.event.DeploymentListener;
import davit.deploy.project.Project;
import davit.deploy.project.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs JavaScript and TypeScript programs by the runner that comes with {@code @pulumi/pulumi}. */
final class NodeHost implements LanguageHost {
    private static final Path RUNNER = Path.of("node_modules", "@pulumi", "pulumi", "cmd", "run");

    @Override
    public void prepare(Project project, DeploymentListener listener) throws IOException, InterruptedException {
        need("node", "install Node.js 20 or newer");
        Path folder = project.programFolder();
        if (!Files.exists(folder.resolve("package.json")) && runner(folder).isEmpty()) {
            throw new ProjectException("there is no package.json in " + folder + "; a Node.js program needs one");
        }
        Path modules = folder.resolve("node_modules");
        Installation installation = new Installation(
                modules.resolve(".davit-installed"),
                List.of(folder.resolve("package.json"), folder.resolve("package-lock.json")));
        boolean isThere = runner(folder).isPresent();
        if (isThere && (installation.isCurrent() || !installation.isOwn())) {
            return;
        }
        Command command = Command.of(installer(project, folder)).in(folder);
        Installation.run(command, "packages", listener);
        if (runner(folder).isEmpty()) {
            throw new ProjectException(
                    "package.json in " + folder + " does not ask for @pulumi/pulumi; add it to its dependencies");
        }
        installation.finish();
    }

    @Override
    public boolean isPrepared(Project project) {
        return runner(project.programFolder()).isPresent();
    }

    private static List<String> installer(Project project, Path folder) throws ProjectException {
        String manager = project.runtimeOptions().getOrDefault("packagemanager", "npm");
        return switch (manager) {
            case "npm" -> {
                need("npm", "install Node.js with npm");
                boolean isLocked = Files.exists(folder.resolve("package-lock.json"));
                yield List.of("npm", isLocked ? "ci" : "install", "--no-audit", "--no-fund", "--loglevel=error");
            }
            case "yarn", "pnpm", "bun" -> {
                need(manager, "install " + manager + ", which Pulumi.yaml asks for as 'packagemanager'");
                yield List.of(manager, "install");
            }
            default ->
                throw new ProjectException("the packagemanager '" + manager
                        + "' of Pulumi.yaml is not one that davit knows: npm, yarn, pnpm, bun");
        };
    }

    private static void need(String program, String advice) throws ProjectException {
        if (!Command.exists(program)) {
            throw new ProjectException("the program needs '" + program + "', which is not on the PATH: " + advice);
        }
    }

    /** The runner, in the folder or in one above it, where Node looks too. */
    private static Optional<Path> runner(Path folder) {
        for (Path each = folder; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(RUNNER))) {
                return Optional.of(each.resolve(RUNNER));
            }
        }
        return Optional.empty();
    }

    @Override
    public int run(ProgramRun run) throws IOException, InterruptedException {
        Project project = run.project();
        Path folder = project.programFolder();
        Path runner =
                runner(folder).orElseThrow(() -> new ProjectException("@pulumi/pulumi is not installed in " + folder));
        List<String> words = new ArrayList<>(List.of("node"));
        String options = project.runtimeOptions().getOrDefault("nodeargs", "");
        if (!options.isBlank()) {
            words.addAll(List.of(options.strip().split("\\s+")));
        }
        words.add(runner.toString());
        words.addAll(List.of("--monitor", run.monitor(), "--engine", run.monitor()));
        words.addAll(List.of("--organization", run.program().organization()));
        words.addAll(
                List.of("--project", project.name(), "--stack", run.program().stack()));
        words.addAll(List.of("--root-directory", project.folder().toString(), "--pwd", folder.toString()));
        words.addAll(List.of("--parallel", Integer.toString(run.program().parallel())));
        if (run.program().isPreview()) {
            words.add("--dry-run");
        }
        words.add(entryPoint(project));
        Map<String, String> variables = new HashMap<>();
        variables.put("PULUMI_NODEJS_TYPESCRIPT", project.runtimeOptions().getOrDefault("typescript", "true"));
        return ProgramProcess.run(words, folder, run, variables);
    }

    /** The file that {@code main} names, else what {@code package.json} says. */
    private static String entryPoint(Project project) {
        Path named = project.folder().resolve(project.main()).normalize();
        return Files.isRegularFile(named) ? named.toString() : ".";
    }
}
