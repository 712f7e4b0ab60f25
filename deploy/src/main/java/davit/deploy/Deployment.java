package davit.deploy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.deploy.apply.Deleter;
import davit.deploy.apply.Ledger;
import davit.deploy.apply.ProviderRegistry;
import davit.deploy.apply.Recovery;
import davit.deploy.apply.Refresher;
import davit.deploy.apply.Registrar;
import davit.deploy.apply.RunContext;
import davit.deploy.apply.RunContext.ConfigurationValue;
import davit.deploy.apply.Slots;
import davit.deploy.event.DeploymentEvent.Diagnostic;
import davit.deploy.event.DeploymentEvent.Severity;
import davit.deploy.language.LanguageHost;
import davit.deploy.language.ProgramRun;
import davit.deploy.monitor.MonitorServer;
import davit.deploy.monitor.ProgramInformation;
import davit.deploy.project.Project;
import davit.deploy.project.StackConfiguration;
import davit.deploy.project.WorkCopy;
import davit.deploy.state.Snapshot;
import davit.deploy.state.StackFile;
import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a stack to what its program says. The door of this module.
 *
 * <p>What was done is in the state whatever happens: when a step fails the others go on, nothing is deleted, and the next
 * run goes on from there.
 *
 * <p>Thread safety: one run at a time; {@link #cancel} may be called from any thread.
 */
public final class Deployment {
    /** The organization that programs see; there is none. */
    private static final String ORGANIZATION = "organization";

    private final DeploymentSettings settings;
    private final LanguageHost language;
    private final Urn stack;

    private final Slots slots;

    @GuardedBy("this")
    private @Nullable Thread program;

    /**
     * A deployment of one stack.
     *
     * @throws IOException if davit does not run programs of the project's language
     */
    public Deployment(DeploymentSettings settings) throws IOException {
        this(settings, LanguageHost.of(settings.project().runtime()));
    }

    /** A deployment of one stack whose program {@code language} runs. */
    public Deployment(DeploymentSettings settings, LanguageHost language) {
        this.settings = settings;
        this.language = language;
        this.slots = new Slots(settings.parallel());
        this.stack = Urn.ofStack(settings.stack(), settings.project().name());
    }

    private enum Kind {
        PREVIEW,
        UP,
        DESTROY,
        PREVIEW_DESTROY,
        REFRESH
    }

    /** Shows what {@link #up} would do. */
    public Outcome preview() throws IOException, InterruptedException {
        return run(Kind.PREVIEW);
    }

    /** Makes, changes and deletes what the program says. */
    public Outcome up() throws IOException, InterruptedException {
        return run(Kind.UP);
    }

    /** Deletes everything that the stack has; the program does not run. */
    public Outcome destroy() throws IOException, InterruptedException {
        return run(Kind.DESTROY);
    }

    /** Shows what {@link #destroy} would do. */
    public Outcome previewDestroy() throws IOException, InterruptedException {
        return run(Kind.PREVIEW_DESTROY);
    }

    /** Brings the state in line with what the cloud has; the program does not run. */
    public Outcome refresh() throws IOException, InterruptedException {
        return run(Kind.REFRESH);
    }

    /** Ends a run early: no further step begins, those that run go on to their end, and the program is ended. */
    public synchronized void cancel() {
        slots.close();
        if (program != null) {
            program.interrupt();
        }
    }

    private Outcome run(Kind kind) throws IOException, InterruptedException {
        StackFile file = StackFile.open(settings.data(), settings.name(), System.getenv(), settings.time());
        boolean isPreview = kind == Kind.PREVIEW || kind == Kind.PREVIEW_DESTROY;
        if (isPreview) {
            return run(kind, file, new Ledger(file.read(), _ -> {}));
        }
        try (StackFile.Lock _ = file.lock()) {
            return run(kind, file, new Ledger(file.read(), file::write));
        }
    }

    private Outcome run(Kind kind, StackFile file, Ledger ledger) throws IOException, InterruptedException {
        long start = settings.time().nanos();
        Tally tally = new Tally(settings.listener());
        Map<String, ConfigurationValue> configuration = configuration();
        Project project = kind == Kind.UP || kind == Kind.PREVIEW ? prepared(tally) : settings.project();
        RunContext context = new RunContext(
                kind == Kind.PREVIEW || kind == Kind.PREVIEW_DESTROY,
                stack,
                project.programFolder(),
                configuration,
                settings.targets(),
                tally,
                settings.time(),
                new SecureRandom());
        boolean isDone;
        try (ProviderRegistry registry = new ProviderRegistry(settings.packages(), project.programFolder(), stack)) {
            isDone = new Recovery(context, ledger, registry).recover()
                    && switch (kind) {
                        case UP, PREVIEW -> runProgram(project, context, ledger, registry);
                        case DESTROY, PREVIEW_DESTROY ->
                            Deleter.of(context, ledger, registry, slots).deleteUnmet();
                        case REFRESH -> new Refresher(context, ledger, registry, slots).refresh();
                    };
        }
        Snapshot end = ledger.snapshot();
        if (kind == Kind.DESTROY && isDone && end.resources().isEmpty()) {
            file.delete();
        }
        Properties outputs = end.outputs();
        return new Outcome(
                isDone && !tally.hasErrors() && !slots.isClosed(),
                tally.changes(),
                outputs,
                settings.time().since(start));
    }

    private Project prepared(Tally tally) throws IOException, InterruptedException {
        Project project = settings.project();
        if (!language.isPrepared(project) && !WorkCopy.isWritable(project)) {
            project = WorkCopy.of(project, settings.data());
        }
        language.prepare(project, tally);
        return project;
    }

    private Map<String, ConfigurationValue> configuration() throws IOException {
        Map<String, ConfigurationValue> values = new TreeMap<>();
        settings.configuration().forEach((key, text) -> values.put(key, new ConfigurationValue(text, false)));
        readConfiguration(settings.data(), settings.project(), settings.stack())
                .values()
                .forEach((key, value) -> values.put(key, new ConfigurationValue(value.text(), value.isSecret())));
        return values;
    }

    /** The configuration of a stack. */
    public static StackConfiguration readConfiguration(Path data, Project project, String stack) throws IOException {
        return StackConfiguration.read(
                project, stack, System.getenv(), data.resolve("stacks").resolve("secret.key"));
    }

    private boolean runProgram(Project project, RunContext context, Ledger ledger, ProviderRegistry registry)
            throws IOException, InterruptedException {
        Registrar registrar = new Registrar(context, ledger, registry, slots);
        ProgramInformation information = information(context);
        int status;
        try (MonitorServer monitor = MonitorServer.start(registrar, information, context.listener())) {
            start();
            status = language.run(new ProgramRun(
                    project, information, monitor.address(), settings.environment(), context.listener()));
        } catch (InterruptedException e) {
            if (!slots.isClosed()) {
                throw e;
            }
            return false;
        } finally {
            finish();
        }
        if (status != 0) {
            String message = "the program ended with exit status " + status;
            context.listener().on(new Diagnostic(Severity.ERROR, Optional.empty(), message));
            return false;
        }
        if (registrar.hasFailures()) {
            return false; // what failed may still need what seems to be gone
        }
        return registrar.deleter().deleteUnmet();
    }

    private synchronized void start() throws InterruptedException {
        if (slots.isClosed()) {
            throw new InterruptedException("cancelled before the program started");
        }
        program = Thread.currentThread();
    }

    private synchronized void finish() {
        program = null;
    }

    private ProgramInformation information(RunContext context) {
        Map<String, String> texts = new TreeMap<>();
        context.configuration().forEach((key, value) -> texts.put(key, value.text()));
        Set<String> secretKeys = context.configuration().entrySet().stream()
                .filter(entry -> entry.getValue().isSecret())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new ProgramInformation(
                stack.project(),
                stack.stack(),
                ORGANIZATION,
                texts,
                secretKeys,
                context.isPreview(),
                settings.parallel());
    }
}
