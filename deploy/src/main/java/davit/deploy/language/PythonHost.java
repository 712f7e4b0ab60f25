package davit.deploy.language;

import davit.base.process.Command;
import davit.deploy.event.DeploymentListener;
import davit.deploy.project.Project;
import davit.deploy.project.ProjectException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs Python programs by a few lines of Davit's own, because the runner is not part of the {@code pulumi} package. */
final class PythonHost implements LanguageHost {
    private static final String ENVIRONMENT = "venv";

    @Override
    public void prepare(Project project, DeploymentListener listener) throws IOException, InterruptedException {
        String toolchain = project.runtimeOptions().getOrDefault("toolchain", "pip");
        if (!toolchain.equals("pip")) {
            throw new ProjectException(
                    "the toolchain '" + toolchain + "' of Pulumi.yaml is not one that davit knows: pip");
        }
        Path environment = environment(project);
        Path requirements = project.programFolder().resolve("requirements.txt");
        Installation installation = new Installation(environment.resolve(".davit-installed"), List.of(requirements));
        if (!Files.exists(python(project))) {
            create(environment, listener);
        } else if (installation.isCurrent() || (!installation.isOwn() && hasSdk(project))) {
            return;
        }
        if (!Files.exists(requirements)) {
            throw new ProjectException("there is no requirements.txt in " + project.programFolder()
                    + " that asks for the package 'pulumi'");
        }
        Installation.run(
                Command.of(python(project).toString(), "-m", "pip", "install", "--disable-pip-version-check")
                        .with("--quiet", "--requirement", requirements.toString()),
                "packages",
                listener);
        installation.finish();
    }

    private static void create(Path environment, DeploymentListener listener) throws IOException, InterruptedException {
        if (!Command.exists("python3")) {
            throw new ProjectException(
                    "the program needs 'python3', which is not on the PATH: install Python 3.9 or newer");
        }
        Installation.run(
                Command.of("python3", "-m", "venv", environment.toString()), "a virtual environment", listener);
    }

    @Override
    public boolean isPrepared(Project project) {
        return Files.exists(python(project));
    }

    private static boolean hasSdk(Project project) throws IOException, InterruptedException {
        try {
            String _ = Command.of(python(project).toString(), "-c", "import pulumi")
                    .run();
            return true;
        } catch (davit.base.process.CommandFailedException e) {
            return false;
        }
    }

    private static Path environment(Project project) {
        return project.folder().resolve(project.runtimeOptions().getOrDefault("virtualenv", ENVIRONMENT));
    }

    private static Path python(Project project) {
        return environment(project).resolve("bin").resolve("python");
    }

    @Override
    public int run(ProgramRun run) throws IOException, InterruptedException {
        Project project = run.project();
        List<String> words = new ArrayList<>(List.of(python(project).toString(), "-u", "-c", launcher()));
        words.addAll(List.of(
                run.monitor(),
                project.name(),
                run.program().stack(),
                run.program().organization()));
        words.addAll(List.of(
                project.folder().toString(), Integer.toString(run.program().parallel())));
        words.addAll(List.of(Boolean.toString(run.program().isPreview()), entryPoint(project)));
        return ProgramProcess.run(words, project.programFolder(), run, Map.of());
    }

    private static String entryPoint(Project project) {
        Path named = project.folder().resolve(project.main()).normalize();
        return Files.isRegularFile(named)
                ? named.toString()
                : project.programFolder().resolve("__main__.py").toString();
    }

    private static String launcher() throws IOException {
        try (InputStream file = PythonHost.class.getResourceAsStream("run.py")) {
            if (file == null) {
                throw new IllegalStateException("run.py is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
