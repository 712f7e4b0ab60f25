package davit.deploy.apply;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.deploy.apply.Registration.Result;
import davit.deploy.event.DeploymentEvent.StepSkipped;
import davit.deploy.event.Operation;
import davit.deploy.plan.Goal;
import davit.deploy.provider.ProviderException;
import davit.deploy.state.ProviderReference;
import davit.deploy.state.Resource;
import davit.deploy.state.Resource.Kind;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the resources that a program registers, one by one as it runs, and gives back what became of each. The program
 * is the scheduler: it registers a resource when it knows its inputs.
 *
 * <p>Thread safety: every method may be called from any thread; {@link #register} blocks until the resource is there.
 */
public final class Registrar {
    private final RunContext run;
    private final Ledger ledger;
    private final Steps steps;
    private final CustomResources custom;
    private final Components components;
    private final Providers providers;
    private final Deleter deleter;

    @GuardedBy("this")
    private final Set<Urn> registered = new HashSet<>();

    @GuardedBy("this")
    private final Map<Urn, List<Urn>> aliases = new HashMap<>();

    @GuardedBy("this")
    private final Map<Urn, String> unavailable = new HashMap<>();

    @GuardedBy("this")
    private boolean hasFailures;

    /** A registrar for one run. */
    public Registrar(RunContext run, Ledger ledger, ProviderRegistry registry, Slots slots) {
        this.run = run;
        this.ledger = ledger;
        this.steps = new Steps(run, ledger, slots);
        this.providers = new Providers(run, ledger, registry, steps);
        this.deleter = new Deleter(run, ledger, providers, steps);
        this.custom = new CustomResources(run, ledger, providers, steps, deleter);
        this.components = new Components(run, this, providers);
    }

    /** Whether a step failed or was left out because another one did. */
    public synchronized boolean hasFailures() {
        return hasFailures;
    }

    /** The names that a registered resource may have had before. */
    public synchronized List<Urn> aliasesOf(Urn urn) {
        return aliases.getOrDefault(urn, List.of());
    }

    /** Deletes what the program did not register. */
    public Deleter deleter() {
        return deleter;
    }

    /** Calls functions of the packages. */
    public Functions functions() {
        return new Functions(providers, ledger);
    }

    /**
     * Makes, changes or keeps a resource; in a preview, decides.
     *
     * @throws RegistrationException if the program registered it before, or the run was cancelled
     * @throws IOException if the state cannot be written
     */
    public Registration register(Goal goal) throws RegistrationException, IOException, InterruptedException {
        claim(goal.urn(), goal.aliases());
        Optional<Registration> skipped = skipped(goal);
        if (skipped.isPresent()) {
            return skipped.get();
        }
        try {
            return switch (goal.kind()) {
                case COMPONENT -> registerComponent(goal);
                case CUSTOM -> custom.register(goal);
                case EXTERNAL -> custom.read(goal);
            };
        } catch (StepFailedException e) {
            return unavailable(goal.urn(), Result.FAILED, "it failed");
        }
    }

    /**
     * The default provider of the package of a type token.
     *
     * @throws RegistrationException if there is no such package
     */
    public ProviderReference defaultProvider(String token) throws RegistrationException, IOException {
        try {
            return providers.defaultOf(token);
        } catch (ProviderException e) {
            throw new RegistrationException(RegistrationException.Reason.MISTAKE, e.getMessage());
        }
    }

    /**
     * Registers a remote component and the children that it expands to.
     *
     * @param explicit the providers by package that its children have; the default ones for other packages
     */
    public Registration expand(Goal goal, Map<String, ProviderReference> explicit)
            throws RegistrationException, IOException, InterruptedException {
        claim(goal.urn(), goal.aliases());
        Optional<Registration> skipped = skipped(goal);
        if (skipped.isPresent()) {
            return skipped.get();
        }
        registerComponent(goal);
        try {
            Registration expanded = components.expand(goal, explicit);
            if (expanded.result() != Result.DONE) {
                return unavailable(goal.urn(), expanded.result(), "one of its children failed");
            }
            finish(goal.urn(), expanded.outputs());
            return expanded;
        } catch (ProviderException e) {
            StepFailedException failure = steps.fail(goal.urn(), Operation.CREATE, e.getMessage());
            return unavailable(goal.urn(), Result.FAILED, String.valueOf(failure.getMessage()));
        }
    }

    /** Sets the outputs of a component, the stack among them. */
    public void finish(Urn urn, Properties outputs) throws IOException {
        Optional<Resource> component = ledger.find(urn);
        if (component.isPresent()) {
            ledger.change(component.get(), component.get().withOutputs(outputs));
        }
    }

    private synchronized void claim(Urn urn, List<Urn> formerNames) throws RegistrationException {
        if (steps.areOver()) {
            throw new RegistrationException(RegistrationException.Reason.CANCELLED, "the run was cancelled");
        }
        if (!registered.add(urn)) {
            throw new RegistrationException(
                    RegistrationException.Reason.MISTAKE,
                    "the program registers " + urn + " twice; resources of one type need different names");
        }
        aliases.put(urn, List.copyOf(formerNames));
    }

    private Optional<Registration> skipped(Goal goal) {
        if (goal.kind() != Kind.COMPONENT && !run.isTargeted(goal.urn())) {
            return Optional.of(untargeted(goal));
        }
        for (Urn needed : goal.relations().all()) {
            Optional<String> reason = reasonUnavailable(needed);
            if (reason.isPresent()) {
                String because = "it needs " + needed.name() + ", and " + reason.get();
                run.listener().on(new StepSkipped(goal.urn(), because));
                return Optional.of(unavailable(goal.urn(), Result.SKIPPED, "it was left out"));
            }
        }
        return Optional.empty();
    }

    private Registration untargeted(Goal goal) {
        Optional<Resource> old = ledger.unmet(goal.urn());
        if (old.isPresent()) {
            return Registration.done(
                    goal.urn(), PropertyValue.of(old.get().id()), old.get().outputs());
        }
        synchronized (this) {
            unavailable.put(goal.urn(), "it is not among the targets");
        }
        return Registration.failed(goal.urn(), Result.SKIPPED);
    }

    private synchronized Optional<String> reasonUnavailable(Urn urn) {
        return Optional.ofNullable(unavailable.get(urn));
    }

    private synchronized Registration unavailable(Urn urn, Result result, String reason) {
        unavailable.put(urn, reason);
        hasFailures = true;
        return Registration.failed(urn, result);
    }

    private Registration registerComponent(Goal goal) throws IOException {
        Optional<Resource> old = ledger.oldOf(goal).filter(resource -> resource.kind() == Kind.COMPONENT);
        Properties outputs = old.map(Resource::outputs).orElse(Properties.EMPTY);
        Goal stored = goal.withInputs(ValueTree.withoutOutputs(goal.inputs()));
        Resource now = stored.resource("", outputs, run.time().now());
        if (old.isPresent()) {
            ledger.meet(now.withStatus(old.get().status()), old.get(), null);
            steps.tell(goal.urn(), Operation.SAME, List.of());
        } else {
            ledger.meet(now);
            steps.tell(goal.urn(), Operation.CREATE, List.of());
        }
        return Registration.done(goal.urn(), PropertyValue.of(""), goal.inputs());
    }
}
