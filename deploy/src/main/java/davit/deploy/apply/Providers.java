package davit.deploy.apply;

import davit.deploy.event.DeploymentEvent.StepFailed;
import davit.deploy.event.Operation;
import davit.deploy.plan.Goal;
import davit.deploy.provider.Checked;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.Difference;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceType;
import davit.deploy.state.ProviderReference;
import davit.deploy.state.Relations;
import davit.deploy.state.Resource;
import davit.deploy.state.Resource.Kind;
import davit.deploy.state.ResourceOptions;
import davit.deploy.value.Marks;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.SecretValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The provider resources of a stack: explicit ones that the program registers, and a default one for each package, which
 * is registered when it is first needed and configured from the stack's configuration.
 *
 * <p>The default provider has the same name whatever version of a package the program uses, because there is one
 * implementation only (docs/decisions/0006).
 */
final class Providers {
    private static final String DEFAULT = "default";

    private final RunContext run;
    private final Ledger ledger;
    private final ProviderRegistry registry;
    private final Steps steps;
    private final ReentrantLock registering = new ReentrantLock();
    private final Map<String, ProviderReference> defaults = new HashMap<>();

    Providers(RunContext run, Ledger ledger, ProviderRegistry registry, Steps steps) {
        this.run = run;
        this.ledger = ledger;
        this.registry = registry;
        this.steps = steps;
    }

    /** The default provider of the package of a type token. */
    ProviderReference defaultOf(String token) throws ProviderException, IOException {
        String name = ProviderRegistry.packageOf(token);
        registering.lock();
        try {
            ProviderReference known = defaults.get(name);
            if (known != null) {
                return known;
            }
            registry.find(name);
            Urn urn = Urn.of(run.stack().stack(), run.stack().project(), ProviderRegistry.providerType(name), DEFAULT);
            Goal goal =
                    new Goal(urn, Kind.CUSTOM, configurationOf(name), Relations.NONE, ResourceOptions.NONE, List.of());
            ProviderReference made = record(goal);
            defaults.put(name, made);
            return made;
        } finally {
            registering.unlock();
        }
    }

    private Properties configurationOf(String name) {
        Properties inputs = Properties.EMPTY;
        String prefix = name + ":";
        for (Map.Entry<String, RunContext.ConfigurationValue> entry :
                run.configuration().entrySet()) {
            if (entry.getKey().startsWith(prefix)) {
                PropertyValue text = PropertyValue.of(entry.getValue().text());
                inputs = inputs.with(
                        entry.getKey().substring(prefix.length()),
                        entry.getValue().isSecret() ? new SecretValue(text) : text);
            }
        }
        return inputs;
    }

    /** Registers an explicit provider. */
    Registration register(Goal goal) throws StepFailedException, IOException {
        try {
            ProviderReference reference = record(goal);
            Properties outputs = ledger.find(goal.urn()).map(Resource::outputs).orElse(Properties.EMPTY);
            return Registration.done(goal.urn(), PropertyValue.of(reference.id()), outputs);
        } catch (ProviderException e) {
            run.listener().on(new StepFailed(goal.urn(), Operation.CREATE, e.getMessage()));
            throw new StepFailedException(e.getMessage());
        }
    }

    private ProviderReference record(Goal goal) throws ProviderException, IOException {
        String name = ProviderRegistry.packageOf(goal.urn().type());
        Checked checked = registry.find(name).check(ValueTree.withoutMarks(goal.inputs()));
        refuse(checked.failures());
        Properties inputs = Marks.restore(goal.inputs(), checked.inputs());
        Optional<Resource> old = ledger.oldOf(goal);
        String id = old.map(Resource::id).orElseGet(() -> UUID.randomUUID().toString());
        Resource now = goal.withInputs(inputs).resource(id, inputs, run.time().now());
        if (old.isPresent()) {
            ledger.meet(now.withStatus(old.get().status()), old.get(), null);
        } else {
            ledger.meet(now);
        }
        return new ProviderReference(goal.urn(), id);
    }

    private static void refuse(List<Checked.Failure> failures) throws ProviderException {
        if (!failures.isEmpty()) {
            throw new ProviderException(words(failures));
        }
    }

    /** What is wrong with inputs, in words. */
    static String words(List<Checked.Failure> failures) {
        return failures.stream()
                .map(failure ->
                        failure.property().isEmpty() ? failure.reason() : failure.property() + ": " + failure.reason())
                .collect(Collectors.joining("; "));
    }

    /** The configured package of a provider. */
    ConfiguredProvider configured(ProviderReference reference) throws ProviderException, InterruptedException {
        Resource provider = ledger.find(reference.urn())
                .or(() -> ledger.atStart(reference.urn()))
                .orElseThrow(() -> new ProviderException("there is no provider " + reference.urn()));
        return registry.configured(provider);
    }

    /** The type of a resource, by the provider that it names. */
    ResourceType typeOf(Urn urn, Relations relations) throws StepFailedException, InterruptedException {
        ProviderReference reference =
                relations.provider().orElseThrow(() -> new IllegalStateException(urn + " has no provider"));
        try {
            ConfiguredProvider provider = configured(reference);
            return provider.resource(urn.type())
                    .orElseThrow(() -> new ProviderException(provider.missing("resource type", urn.type())));
        } catch (ProviderException e) {
            throw steps.fail(urn, Operation.SAME, e.getMessage());
        }
    }

    /** Whether a resource must be replaced because its provider is another one now, or has other inputs. */
    boolean isReplaced(Resource old, Goal goal) throws ProviderException {
        Optional<Resource> before =
                old.relations().provider().map(ProviderReference::urn).flatMap(ledger::atStart);
        Optional<Resource> now =
                goal.relations().provider().map(ProviderReference::urn).flatMap(ledger::find);
        if (before.isEmpty() || now.isEmpty()) {
            return false;
        }
        Difference difference = registry.find(
                        ProviderRegistry.packageOf(now.get().urn().type()))
                .diff(
                        ValueTree.withoutMarks(before.get().inputs()),
                        ValueTree.withoutMarks(now.get().inputs()));
        return difference.replaces();
    }
}
