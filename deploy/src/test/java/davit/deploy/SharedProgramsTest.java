package davit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.time.SystemTime;
import davit.deploy.event.DeploymentEvent.ProgramWrote;
import davit.deploy.project.Project;
import davit.deploy.state.Resource;
import davit.deploy.state.StackFile;
import davit.deploy.state.StackName;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The article's programs, unmodified, run by their own SDKs against a cloud in memory. Their packages are installed from
 * the ordinary registries when they are not there, and stay in the build folder.
 */
@Tag("programs")
class SharedProgramsTest {
    private static final String PREFIX = "urn:pulumi:dev::thumbnailer::";

    @TempDir
    private Path data;

    private final FakeCloud cloud = new FakeCloud();
    private Recorder recorder = new Recorder();

    private static Path copy(String language) throws IOException {
        Path from = Path.of("src/test/programs", language).toAbsolutePath();
        Path to = Path.of("target/programs", language).toAbsolutePath();
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }

    private Deployment deployment(Path folder) throws IOException {
        recorder = new Recorder();
        cloud.clearCalls();
        return new Deployment(new DeploymentSettings(
                data,
                Project.read(folder),
                "dev",
                cloud.packages(),
                Map.of("aws:region", "us-east-1"),
                Map.of(),
                Set.of(),
                DeploymentSettings.PARALLEL,
                recorder,
                new SystemTime()));
    }

    private Outcome done(Outcome outcome) {
        assertThat(outcome.isDone()).as("%s", recorder.events()).isTrue();
        return outcome;
    }

    private StackFile file() throws IOException {
        return StackFile.open(data, new StackName("thumbnailer", "dev"), Map.of(), new SystemTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"typescript", "python"})
    void theThumbnailerIsPreviewedMadeKeptChangedAndDestroyed(String language)
            throws IOException, InterruptedException {
        Path folder = copy(language);
        done(deployment(folder).preview());
        assertThat(cloud.calls()).isEmpty();
        assertThat(recorder.steps()).contains("CREATE bucket", "CREATE thumbnailer", "CREATE allowBucket");

        Outcome made = done(deployment(folder).up());
        assertThat(cloud.calls())
                .containsExactlyInAnyOrder(
                        "create bucket",
                        "create repo",
                        "create image-container",
                        "create thumbnailerRole",
                        "create lambdaExecute",
                        "create thumbnailer",
                        "create onNewVideo",
                        "create allowBucket");
        assertThat(made.outputs().text("bucketName").orElseThrow()).matches("bucket-[0-9a-f]{7}");
        Resource function = resource("aws:lambda/function:Function::thumbnailer");
        assertThat(function.inputs().text("imageUri").orElseThrow())
                .matches("127.0.0.1:4566/repo-[0-9a-f]{7}@sha256:a{64}|127.0.0.1:4566/image-container-.*@sha256:a{64}");
        assertThat(function.inputs().integer("memorySize")).contains(2048);
        assertThat(function.relations().dependencies())
                .anyMatch(urn -> urn.name().equals("image"));
        assertThat(resource("aws:ecr/repository:Repository::repo").urn().qualifiedType())
                .isEqualTo("awsx:ecr:Repository$aws:ecr/repository:Repository");

        done(deployment(folder).up());
        assertThat(cloud.calls()).isEmpty();

        cloud.changeImage();
        done(deployment(folder).up());
        assertThat(cloud.calls()).containsExactly("update image-container", "update thumbnailer");

        done(deployment(folder).destroy());
        assertThat(cloud.resources()).isEmpty();
        List<String> deleted = cloud.calls();
        assertThat(deleted.indexOf("delete thumbnailer")).isLessThan(deleted.indexOf("delete image-container"));
        assertThat(deleted.indexOf("delete image-container")).isLessThan(deleted.indexOf("delete repo"));
        assertThat(deleted.indexOf("delete onNewVideo")).isLessThan(deleted.indexOf("delete thumbnailer"));
        assertThat(file().exists()).isFalse();
    }

    private Resource resource(String end) throws IOException {
        return file().read().resources().stream()
                .filter(resource -> resource.urn().text().startsWith(PREFIX))
                .filter(resource -> resource.urn().text().endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"typescript", "python"})
    void afterAFailureTheOtherStepsFinishAndASecondUpGoesOn(String language) throws IOException, InterruptedException {
        Path folder = copy(language);
        cloud.fail("create thumbnailerRole", "AccessDenied: not authorized to perform: iam:CreateRole");
        assertThat(deployment(folder).up().isDone()).isFalse();
        assertThat(recorder.failures())
                .containsExactly("thumbnailerRole: AccessDenied: not authorized to perform: iam:CreateRole");
        assertThat(cloud.calls())
                .containsExactlyInAnyOrder(
                        "create bucket", "create repo", "create image-container", "create thumbnailerRole");
        cloud.mend();
        done(deployment(folder).up());
        assertThat(cloud.calls())
                .containsExactlyInAnyOrder(
                        "create thumbnailerRole",
                        "create lambdaExecute",
                        "create thumbnailer",
                        "create onNewVideo",
                        "create allowBucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"typescript", "python"})
    void aProgramEndsWhenDavitIsKilled(String language)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Process davit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldDeployment.class.getName(),
                        copy(language).toString(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = davit.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("held");
            List<ProcessHandle> programs = davit.descendants().toList();
            assertThat(programs).isNotEmpty();
            davit.destroyForcibly();
            for (ProcessHandle program : programs) {
                assertThat(program.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
            }
        } finally {
            davit.descendants().forEach(ProcessHandle::destroyForcibly);
            davit.destroyForcibly();
        }
    }

    @Test
    void aProgramThatCrashesShowsItsOwnError() throws IOException, InterruptedException {
        Path folder = copy("python");
        Files.writeString(folder.resolve("__main__.py"), "import pulumi\nraise ValueError('no such video')\n");
        assertThat(deployment(folder).up().isDone()).isFalse();
        assertThat(recorder.events().stream()
                        .filter(ProgramWrote.class::isInstance)
                        .map(ProgramWrote.class::cast)
                        .map(ProgramWrote::line))
                .anyMatch(line -> line.contains("ValueError: no such video"));
        assertThat(recorder.messages()).contains("the program ended with exit status 1");
    }

    @Test
    void aProgramThatDoesNotCompileShowsTheCompilersError() throws IOException, InterruptedException {
        Path folder = copy("typescript");
        Files.writeString(folder.resolve("index.ts"), "const count: number = \"three\";\nexport { count };\n");
        assertThat(deployment(folder).up().isDone()).isFalse();
        assertThat(recorder.messages())
                .anyMatch(message -> message.contains("Type 'string' is not assignable to type 'number'"));
    }
}
