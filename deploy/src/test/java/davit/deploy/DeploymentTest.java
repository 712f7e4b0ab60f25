package davit.deploy;

import static davit.deploy.FakeProgram.inputs;
import static davit.deploy.FakeProgram.secret;
import static davit.deploy.FakeProgram.struct;
import static davit.deploy.FakeProgram.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.time.SystemTime;
import davit.deploy.project.Project;
import davit.deploy.provider.ResourceState;
import davit.deploy.state.Resource;
import davit.deploy.state.Snapshot;
import davit.deploy.state.StackFile;
import davit.deploy.state.StackName;
import davit.deploy.state.ValueCodec.SecretForm;
import davit.deploy.value.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.Result;

/** Whole runs of programs that speak the protocol from Java, against a cloud in memory. */
class DeploymentTest {
    @TempDir
    private Path data;

    private final FakeCloud cloud = new FakeCloud();
    private final FakeProgram program = new FakeProgram(_ -> {});
    private Recorder recorder = new Recorder();

    private Deployment deployment(String... targets) {
        recorder = new Recorder();
        cloud.clearCalls();
        Project project = new Project(data, "web", "fake", Map.of(), "", Map.of());
        return new Deployment(
                new DeploymentSettings(
                        data,
                        project,
                        "dev",
                        cloud.packages(),
                        Map.of("test:region", "us-east-1"),
                        Map.of(),
                        Set.of(targets),
                        4,
                        recorder,
                        new SystemTime()),
                program);
    }

    private StackFile file() throws IOException {
        return StackFile.open(data, new StackName("web", "dev"), Map.of(), new SystemTime());
    }

    private Resource resource(String name) throws IOException {
        return find(name).orElseThrow();
    }

    private Optional<Resource> find(String name) throws IOException {
        return file().read().resources().stream()
                .filter(resource -> resource.urn().name().equals(name))
                .findFirst();
    }

    private void up() throws IOException, InterruptedException {
        assertThat(deployment().up().isDone())
                .as("%s %s", recorder.failures(), recorder.events())
                .isTrue();
    }

    @Test
    void makesKeepsChangesAndDeletes() throws IOException, InterruptedException {
        program.edit(session -> {
            RegisterResourceResponse role = session.register("Role", "role", inputs("policy", "p"));
            RegisterResourceResponse function = session.register(session.dependent("Function", "fn", "role", role));
            session.outputs(struct(Map.of("fn", text(function.getId()))));
        });
        up();
        assertThat(cloud.calls()).containsExactly("create role", "create fn");
        String id = resource("fn").id();
        assertThat(id).matches("fn-[0-9a-f]{7}");
        assertThat(file().read().outputs().text("fn")).contains(id);

        up();
        assertThat(cloud.calls()).isEmpty();
        assertThat(recorder.steps()).containsExactly("SAME web-dev", "SAME role", "SAME fn");

        program.edit(session -> session.register("Role", "role", inputs("policy", "q")));
        up();
        assertThat(cloud.calls()).containsExactly("update role", "delete fn");
        assertThat(cloud.resources()).hasSize(1);

        assertThat(deployment().destroy().isDone()).isTrue();
        assertThat(cloud.resources()).isEmpty();
        assertThat(file().exists()).isFalse();
    }

    @Test
    void deletesInReverseOrderOfDependencies() throws IOException, InterruptedException {
        program.edit(session -> {
            RegisterResourceResponse a = session.register("X", "a", inputs("v", "1"));
            RegisterResourceResponse b = session.register(session.dependent("X", "b", "from", a));
            session.register(session.dependent("X", "c", "from", b));
        });
        up();
        assertThat(deployment().destroy().isDone()).isTrue();
        assertThat(cloud.calls()).containsExactly("delete c", "delete b", "delete a");
    }

    @Test
    void replacesByMakingFirstUnlessTheNameIsTheProgramsOwn() throws IOException, InterruptedException {
        program.edit(session -> session.register("X", "a", inputs("context", "1")));
        up();
        String before = resource("a").id();
        program.edit(session -> session.register("X", "a", inputs("context", "2")));
        up();
        assertThat(cloud.calls()).containsExactly("create a", "delete a");
        assertThat(resource("a").id()).isNotEqualTo(before);
        assertThat(recorder.steps()).contains("REPLACE a", "DELETE_REPLACED a");

        program.edit(
                session -> session.register("Y", "y", struct(Map.of("context", text("1"), "name", text("fixed")))));
        up();
        program.edit(
                session -> session.register("Y", "y", struct(Map.of("context", text("2"), "name", text("fixed")))));
        up();
        assertThat(cloud.calls()).containsExactly("delete y", "create y");
        assertThat(cloud.resources()).hasSize(1);
    }

    @Test
    void deletesDependentsThatWouldBeReplacedBeforeAReplacementThatDeletesFirst()
            throws IOException, InterruptedException {
        FakeProgram.Body first = session -> {
            RegisterResourceResponse a =
                    session.register("X", "a", struct(Map.of("context", text("1"), "name", text("fixed"))));
            session.register(session.dependent("X", "b", "context", a));
            session.register(session.dependent("X", "c", "other", a));
        };
        program.edit(first);
        up();
        program.edit(session -> {
            RegisterResourceResponse a =
                    session.register("X", "a", struct(Map.of("context", text("2"), "name", text("fixed"))));
            session.register(session.dependent("X", "b", "context", a));
            session.register(session.dependent("X", "c", "other", a));
        });
        up();
        assertThat(cloud.calls()).containsExactly("delete b", "delete a", "create a", "create b");
        assertThat(file().read().resources()).noneMatch(each -> each.status().isPendingReplacement());
    }

    @Test
    void aFailingStepNamesTheResourceLeavesOutWhatNeedsItAndASecondUpGoesOn() throws IOException, InterruptedException {
        program.edit(session -> {
            RegisterResourceResponse a = session.register("X", "a", inputs("v", "1"));
            assertThat(a.getResult()).isIn(Result.FAIL, Result.SUCCESS);
            session.register(session.dependent("X", "b", "from", a));
            session.register("X", "c", inputs("v", "1"));
        });
        cloud.fail("create a", "AccessDenied: User is not authorized to perform: x:CreateA");
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(recorder.failures())
                .containsExactly("a: AccessDenied: User is not authorized to perform: x:CreateA");
        assertThat(recorder.skipped()).containsExactly("b: it needs a, and it failed");
        assertThat(find("a")).isEmpty();
        assertThat(find("c")).isPresent();
        assertThat(file().read().pendingOperations()).isEmpty();

        cloud.mend();
        up();
        assertThat(cloud.calls()).containsExactly("create a", "create b");
    }

    @Test
    void nothingIsDeletedWhenAStepFailed() throws IOException, InterruptedException {
        program.edit(session -> session.register("X", "old", inputs("v", "1")));
        up();
        program.edit(session -> session.register("X", "new", inputs("v", "1")));
        cloud.fail("create new", "no");
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(find("old")).isPresent();
        cloud.mend();
        up();
        assertThat(cloud.calls()).containsExactly("create new", "delete old");
    }

    @Test
    void aStepThatFailedHalfWayIsKeptAndTriedAgain() throws IOException, InterruptedException {
        program.edit(session -> session.register("X", "a", inputs("v", "1")));
        cloud.fail("partial a", "tagging failed");
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(resource("a").status().errors()).containsExactly("tagging failed");
        cloud.mend();
        up();
        assertThat(cloud.calls()).containsExactly("update a");
        assertThat(resource("a").status().errors()).isEmpty();
    }

    @Test
    void aKilledRunIsRecoveredByTheNext() throws ExecutionException, IOException, InterruptedException {
        program.edit(session -> session.register("X", "a", inputs("v", "1")));
        Snapshot killed = killedDuring("create a");
        assertThat(killed.pendingOperations()).hasSize(1);
        assertThat(killed.find(killed.pendingOperations().getFirst().resource().urn()))
                .isEmpty();

        up();
        assertThat(cloud.calls()).containsExactly("read a", "update a");
        assertThat(cloud.resources()).hasSize(1);
        assertThat(recorder.messages()).anyMatch(message -> message.contains("taken over"));
        assertThat(file().read().pendingOperations()).isEmpty();
    }

    @Test
    void aKilledRunTakesNothingOverThatMayBeSomebodyElses()
            throws ExecutionException, IOException, InterruptedException {
        program.edit(session -> session.register("X", "a", inputs("name", "chosen")));
        Snapshot _ = killedDuring("create a");
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(recorder.messages()).anyMatch(message -> message.contains("cannot be found out"));
        assertThat(recorder.failures()).containsExactly("a: ResourceExists: chosen");
    }

    @Test
    void aRunKilledWhileDeletingIsRecoveredByTheNext() throws ExecutionException, IOException, InterruptedException {
        program.edit(session -> session.register("X", "a", inputs("v", "1")));
        up();
        program.edit(_ -> {});
        killedDuring("delete a");
        up();
        assertThat(cloud.calls()).containsExactly("read a");
        assertThat(find("a")).isEmpty();
    }

    /** The state as it is on the disk while a call has had its effect and nobody was told; what kill -9 leaves. */
    private Snapshot killedDuring(String call) throws ExecutionException, IOException, InterruptedException {
        CountDownLatch gate = cloud.hold(call);
        Snapshot seen;
        Path file = file().path();
        Path kept = data.resolve("kept.json");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> run = threads.submit(() -> deployment().up());
            while (!cloud.hasEntered(call)) {
                Thread.onSpinWait();
            }
            Files.copy(file, kept);
            seen = file().read();
            gate.countDown();
            assertThat(run.get().isDone()).isTrue();
        }
        Files.move(kept, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return seen;
    }

    @Test
    void twoRunsOfOneStackDoNotMix() throws ExecutionException, InterruptedException {
        program.edit(session -> session.register("X", "a", inputs("v", "1")));
        CountDownLatch gate = cloud.hold("create a");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Deployment first = deployment();
            Future<Outcome> run = threads.submit(first::up);
            while (!cloud.hasEntered("create a")) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> deployment().up())
                    .hasMessageContaining(
                            "another run (process " + ProcessHandle.current().pid() + ")");
            gate.countDown();
            assertThat(run.get().isDone()).isTrue();
        }
    }

    @Test
    void aCancelledRunKeepsWhatWasDone() throws IOException, InterruptedException {
        Deployment cancelled = deployment();
        program.edit(session -> {
            session.register("X", "a", inputs("v", "1"));
            cancelled.cancel();
            session.register("X", "b", inputs("v", "1"));
        });
        assertThat(cancelled.up().isDone()).isFalse();
        assertThat(find("a")).isPresent();
        assertThat(find("b")).isEmpty();
    }

    @Test
    void aCancelledDestroyBeginsNoFurtherDeletion() throws ExecutionException, IOException, InterruptedException {
        program.edit(session -> {
            RegisterResourceResponse a = session.register("X", "a", inputs("v", "1"));
            session.register(session.dependent("X", "b", "from", a));
        });
        up();
        CountDownLatch gate = cloud.hold("delete b");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Deployment cancelled = deployment();
            Future<Outcome> run = threads.submit(cancelled::destroy);
            while (!cloud.hasEntered("delete b")) {
                Thread.onSpinWait();
            }
            cancelled.cancel();
            gate.countDown();
            assertThat(run.get().isDone()).isFalse();
        }
        assertThat(find("a")).isPresent();
        assertThat(find("b")).isEmpty();
        assertThat(deployment().destroy().isDone()).isTrue();
        assertThat(file().exists()).isFalse();
    }

    @Test
    void aPreviewShowsAndDoesNothing() throws IOException, InterruptedException {
        program.edit(session -> {
            RegisterResourceResponse a = session.register("X", "a", inputs("context", "1"));
            session.register(session.dependent("X", "b", "from", a));
        });
        assertThat(deployment().preview().isDone()).isTrue();
        assertThat(recorder.steps()).containsExactly("CREATE web-dev", "CREATE a", "CREATE b");
        assertThat(cloud.calls()).isEmpty();
        assertThat(file().exists()).isFalse();

        up();
        program.edit(session -> {
            RegisterResourceResponse a = session.register("X", "a", inputs("context", "2"));
            assertThat(a.getId()).isEmpty();
            session.register(session.dependent("X", "b", "from", a));
            session.register("X", "c", inputs("v", "1"));
        });
        assertThat(deployment().preview().isDone()).isTrue();
        assertThat(recorder.steps()).containsExactly("SAME web-dev", "REPLACE a", "UPDATE b", "CREATE c");
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void secretsAreEncryptedInTheStateAndMarkedForTheProgram() throws IOException, InterruptedException {
        program.edit(session -> {
            RegisterResourceResponse a = session.register("X", "a", struct(Map.of("password", secret("hunter2"))));
            assertThat(a.getObject().getFieldsOrThrow("password").hasStructValue())
                    .isTrue();
            session.outputs(struct(Map.of("password", secret("hunter2"))));
        });
        up();
        assertThat(Files.readString(file().path())).doesNotContain("hunter2").contains("ciphertext");
        assertThat(file().export(SecretForm.CLEAR)).contains("hunter2");
        assertThat(file().read().outputs().value("password"))
                .isEqualTo(new PropertyValue.SecretValue(PropertyValue.of("hunter2")));
        assertThat(Files.getPosixFilePermissions(data.resolve("stacks/secret.key")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(cloud.resources().values())
                .singleElement()
                .satisfies(
                        state -> assertThat(state.inputs().value("password")).isEqualTo(PropertyValue.of("hunter2")));
        up();
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void protectedResourcesAreNeitherDeletedNorReplaced() throws IOException, InterruptedException {
        program.edit(session -> session.register(
                session.custom("X", "a", inputs("context", "1")).setProtect(true)));
        up();
        assertThat(deployment().destroy().isDone()).isFalse();
        assertThat(recorder.failures()).singleElement().asString().contains("a: it is protected");
        program.edit(session -> session.register(
                session.custom("X", "a", inputs("context", "2")).setProtect(true)));
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(cloud.calls()).isEmpty();
        program.edit(session -> session.register(session.custom("X", "a", inputs("context", "1"))));
        up();
        assertThat(deployment().destroy().isDone()).isTrue();
    }

    @Test
    void honoursIgnoreChangesReplaceOnChangesRetainOnDeleteAndDeletedWith() throws IOException, InterruptedException {
        program.edit(session -> {
            session.register("X", "ignored", inputs("v", "1"));
            session.register("X", "replaced", inputs("v", "1"));
            session.register(session.custom("X", "retained", inputs("v", "1")).setRetainOnDelete(true));
            RegisterResourceResponse host = session.register("X", "host", inputs("v", "1"));
            session.register(session.custom("X", "guest", inputs("v", "1")).setDeletedWith(host.getUrn()));
        });
        up();
        program.edit(session -> {
            session.register(session.custom("X", "ignored", inputs("v", "2")).addIgnoreChanges("v"));
            session.register(session.custom("X", "replaced", inputs("v", "2")).addReplaceOnChanges("v"));
        });
        up();
        assertThat(cloud.calls()).containsExactlyInAnyOrder("create replaced", "delete replaced", "delete host");
        assertThat(recorder.steps()).contains("RETAIN retained");
    }

    @Test
    void aliasesKeepAResourceThatWasRenamed() throws IOException, InterruptedException {
        program.edit(session -> session.register("X", "before", inputs("v", "1")));
        up();
        program.edit(session -> session.register(session.custom("X", "after", inputs("v", "1"))
                .addAliases(pulumirpc.AliasOuterClass.Alias.newBuilder()
                        .setSpec(pulumirpc.AliasOuterClass.Alias.Spec.newBuilder()
                                .setName("before")))));
        up();
        assertThat(cloud.calls()).isEmpty();
        assertThat(find("before")).isEmpty();
        assertThat(resource("after").id()).startsWith("before-");
    }

    @Test
    void refreshTakesOverWhatSomebodyElseChanged() throws IOException, InterruptedException {
        program.edit(session -> {
            session.register("X", "a", inputs("v", "1"));
            session.register("Y", "b", inputs("v", "1"));
        });
        up();
        String a = cloud.key("test:a:X");
        ResourceState state = cloud.state(a);
        cloud.change(
                a,
                new ResourceState(
                        state.id(),
                        state.inputs().with("v", "9"),
                        state.outputs().with("v", "9")));
        cloud.lose(cloud.key("test:a:Y"));
        assertThat(deployment().refresh().isDone()).isTrue();
        assertThat(recorder.steps()).contains("UPDATE a", "DELETE b");
        up();
        assertThat(cloud.calls()).containsExactlyInAnyOrder("update a", "create b");
    }

    @Test
    void takesOverAnExistingResourceByItsId() throws IOException, InterruptedException {
        program.edit(session -> session.register("X", "a", inputs("v", "1")));
        up();
        String id = resource("a").id();
        Files.delete(file().path());
        program.edit(session ->
                session.register(session.custom("X", "a", struct(Map.of("v", text("1"), "name", text(id))))
                        .setImportId(id)));
        up();
        assertThat(recorder.steps()).contains("IMPORT a");
        assertThat(cloud.calls()).containsExactly("read a");
        up();
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void anotherRegionOfTheProviderReplacesItsResources() throws IOException, InterruptedException {
        program.edit(session -> {
            RegisterResourceResponse provider = provider(session, "us-east-1");
            session.register(session.custom("X", "a", inputs("v", "1"))
                    .setProvider(provider.getUrn() + "::" + provider.getId()));
        });
        up();
        assertThat(resource("a").outputs().text("arn").orElseThrow()).startsWith("arn:us-east-1:");
        program.edit(session -> {
            RegisterResourceResponse provider = provider(session, "eu-west-1");
            session.register(session.custom("X", "a", inputs("v", "1"))
                    .setProvider(provider.getUrn() + "::" + provider.getId()));
        });
        up();
        assertThat(cloud.calls()).containsExactly("create a", "delete a");
        assertThat(resource("a").outputs().text("arn").orElseThrow()).startsWith("arn:eu-west-1:");
    }

    private static RegisterResourceResponse provider(FakeProgram.Session session, String region) {
        return session.register(
                session.custom("", "mine", inputs("region", region)).setType("pulumi:providers:test"));
    }

    @Test
    void targetsLimitWhatIsDone() throws IOException, InterruptedException {
        program.edit(session -> {
            session.register("X", "a", inputs("v", "1"));
            session.register("X", "b", inputs("v", "1"));
        });
        assertThat(deployment("a").up().isDone()).isTrue();
        assertThat(cloud.calls()).containsExactly("create a");
        up();
        assertThat(cloud.calls()).containsExactly("create b");
        assertThat(deployment("*::b").destroy().isDone()).isTrue();
        assertThat(cloud.calls()).containsExactly("delete b");
        assertThat(find("a")).isPresent();
    }

    @Test
    void mistakesOfTheProgramAreToldAndNothingIsPassedOverSilently() throws IOException, InterruptedException {
        program.edit(session -> {
            session.register("X", "a", inputs("v", "1"));
            session.register("X", "a", inputs("v", "1"));
        });
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(recorder.events().toString()).contains("twice");

        program.edit(session -> session.register("X", "c", inputs("invalid", "1")));
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(recorder.failures()).containsExactly("c: invalid: it must not be set");

        program.edit(session ->
                session.register(session.custom("X", "d", inputs("v", "1")).putEnvVarMappings("A", "B")));
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(recorder.events().toString()).contains("envVarMappings, which davit does not have");

        program.edit(session ->
                session.register(session.custom("", "e", inputs("v", "1")).setType("gcp:a:B")));
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(recorder.events().toString()).contains("there is no provider package 'gcp'");

        program.edit(session ->
                session.register(session.custom("", "f", inputs("v", "1")).setType("test:missing:B")));
        assertThat(deployment().up().isDone()).isFalse();
        assertThat(recorder.failures()).singleElement().asString().contains("has no resource type 'test:missing:B'");
    }
}
