package davit.deploy.apply;

import davit.deploy.event.Operation;
import davit.deploy.plan.Decision;
import davit.deploy.plan.Dependents;
import davit.deploy.plan.Goal;
import davit.deploy.plan.Planner;
import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.provider.Difference;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.provider.ResourceType;
import davit.deploy.state.Resource;
import davit.deploy.state.Resource.Kind;
import davit.deploy.value.Marks;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Registers resources that providers make: checks the inputs, compares them with the resource as it is, decides and does.
 *
 * <p>Thread safety: called from many threads at once, for different resources.
 */
final class CustomResources {
    private final RunContext run;
    private final Ledger ledger;
    private final Providers providers;
    private final Steps steps;
    private final Deleter deleter;
    private final Set<Urn> replaced = ConcurrentHashMap.newKeySet();

    CustomResources(RunContext run, Ledger ledger, Providers providers, Steps steps, Deleter deleter) {
        this.run = run;
        this.ledger = ledger;
        this.providers = providers;
        this.steps = steps;
        this.deleter = deleter;
    }

    /** A resource that is being registered. */
    private record Wanted(ResourceType type, Goal goal) {
        /** The same with checked inputs. */
        Wanted checked(Properties inputs) {
            return new Wanted(type, goal.withInputs(inputs));
        }
    }

    /** Makes, changes, replaces or keeps a resource. */
    Registration register(Goal goal) throws StepFailedException, IOException, InterruptedException {
        if (goal.urn().type().startsWith("pulumi:providers:")) {
            return providers.register(goal);
        }
        ResourceType type = providers.typeOf(goal.urn(), goal.relations());
        Optional<Resource> old = ledger.oldOf(goal);
        String importId = goal.options().importId();
        if (!importId.isEmpty()
                && old.filter(resource -> resource.id().equals(importId)).isEmpty()) {
            return takeOver(new Wanted(type, goal), old.orElse(null));
        }
        Wanted wanted = new Wanted(type, goal);
        return old.isPresent() ? reconcile(wanted, old.get()) : create(wanted, null, Operation.CREATE);
    }

    private Registration reconcile(Wanted unchecked, Resource old)
            throws StepFailedException, IOException, InterruptedException {
        ResourceType type = unchecked.type();
        Goal goal = Planner.ignoringChanges(unchecked.goal(), old);
        Wanted wanted = unchecked.checked(check(type, goal, plainInputs(old)));
        Difference difference =
                type.diff(plain(old), ValueTree.withoutMarks(wanted.goal().inputs()));
        Decision decision = decide(wanted.goal(), old, difference);
        return switch (decision) {
            case Decision.Keep _ -> keep(wanted, old, Operation.SAME);
            case Decision.Update(var changed) -> update(wanted, old, changed);
            case Decision.Create(boolean isReplacement) ->
                create(unchecked, old, isReplacement ? Operation.REPLACE : Operation.CREATE);
            case Decision.Replace(var changed, boolean deletesFirst) -> replace(unchecked, old, changed, deletesFirst);
        };
    }

    private Decision decide(Goal goal, Resource old, Difference difference) throws StepFailedException {
        try {
            return Planner.decide(new Planner.Case(goal, old, difference, replaced, providers.isReplaced(old, goal)));
        } catch (ProviderException | IllegalArgumentException e) {
            throw steps.fail(goal.urn(), Operation.UPDATE, String.valueOf(e.getMessage()));
        }
    }

    private Properties check(ResourceType type, Goal goal, @Nullable Properties old) throws StepFailedException {
        CheckRequest request = new CheckRequest(
                goal.urn(), ValueTree.withoutMarks(goal.inputs()), Optional.ofNullable(old), run.random());
        Checked checked = type.check(request);
        if (!checked.failures().isEmpty()) {
            throw steps.fail(goal.urn(), Operation.CREATE, Providers.words(checked.failures()));
        }
        return Marks.restore(goal.inputs(), checked.inputs());
    }

    private Registration create(Wanted unchecked, @Nullable Resource gone, Operation operation)
            throws StepFailedException, IOException, InterruptedException {
        Wanted wanted = unchecked.checked(check(unchecked.type(), unchecked.goal(), null));
        if (run.isPreview()) {
            return plan(wanted, gone, operation, List.of());
        }
        Resource made = steps.create(wanted.type(), unmade(wanted.goal()), gone, operation);
        return registration(made);
    }

    private Resource unmade(Goal goal) {
        return goal.resource("", Properties.EMPTY, run.time().now());
    }

    private Registration plan(Wanted wanted, @Nullable Resource gone, Operation operation, Collection<String> changed)
            throws IOException {
        steps.tell(wanted.goal().urn(), operation, changed);
        Properties outputs =
                Marks.secret(wanted.goal().inputs(), wanted.goal().options().additionalSecretOutputs());
        ledger.meet(wanted.goal().resource("", outputs, run.time().now()), gone, null);
        return Registration.planned(wanted.goal().urn(), outputs);
    }

    private Registration keep(Wanted wanted, Resource old, Operation operation) throws IOException {
        Properties inputs = wanted.goal().inputs();
        Properties secret =
                Marks.secret(Marks.restore(inputs, ValueTree.withoutMarks(old.outputs())), secretNames(old));
        Properties outputs = Marks.secret(secret, wanted.goal().options().additionalSecretOutputs());
        Resource now =
                wanted.goal().resource(old.id(), outputs, run.time().now()).withStatus(old.status());
        ledger.meet(now, old, null);
        steps.tell(now.urn(), operation, List.of());
        return registration(now);
    }

    /** The outputs that are secret although no input says so: their provider did. */
    private static List<String> secretNames(Resource old) {
        return old.outputs().values().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof PropertyValue.SecretValue)
                .filter(entry -> !old.inputs().has(entry.getKey()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private Registration update(Wanted wanted, Resource old, Collection<String> changed)
            throws StepFailedException, IOException, InterruptedException {
        Goal goal = wanted.goal();
        if (run.isPreview()) {
            steps.tell(goal.urn(), Operation.UPDATE, changed);
            Properties shown = wanted.type().preview(plain(old), ValueTree.withoutMarks(goal.inputs()));
            Resource now = goal.resource(
                    old.id(), Marks.restore(goal.inputs(), shown), run.time().now());
            ledger.meet(now, old, null);
            return registration(now);
        }
        Resource as = goal.resource(old.id(), old.outputs(), run.time().now()).withStatus(old.status());
        return registration(steps.update(wanted.type(), old, as, changed));
    }

    private Registration replace(Wanted unchecked, Resource old, Collection<String> changed, boolean deletesFirst)
            throws StepFailedException, IOException, InterruptedException {
        Urn urn = unchecked.goal().urn();
        if (old.options().protect() && unchecked.goal().options().protect()) {
            throw steps.fail(
                    urn,
                    Operation.REPLACE,
                    "it is protected, and must be replaced because of " + String.join(", ", changed)
                            + "; remove 'protect' first");
        }
        replaced.add(urn);
        if (run.isPreview()) {
            Wanted wanted = unchecked.checked(check(unchecked.type(), unchecked.goal(), null));
            return plan(wanted, old, Operation.REPLACE, changed);
        }
        if (deletesFirst) {
            Resource gone = deleteFirst(old);
            return create(unchecked, gone, Operation.REPLACE);
        }
        Resource doomed = old.withStatus(old.status().toDelete());
        return createBeside(unchecked, old, doomed);
    }

    /** Makes the new one; from then on the old one waits for its deletion at the end of the run. */
    private Registration createBeside(Wanted unchecked, Resource old, Resource doomed)
            throws StepFailedException, IOException, InterruptedException {
        Wanted wanted = unchecked.checked(check(unchecked.type(), unchecked.goal(), null));
        ledger.change(old, doomed);
        try {
            return registration(steps.create(wanted.type(), unmade(wanted.goal()), null, Operation.REPLACE));
        } catch (StepFailedException e) {
            if (ledger.find(wanted.goal().urn()).isEmpty()) {
                ledger.change(doomed, old); // there is no new one: the old one goes on
            }
            throw e;
        }
    }

    private Resource deleteFirst(Resource old) throws StepFailedException, IOException, InterruptedException {
        List<Resource> dependents = Dependents.deletedWithReplaced(old, ledger.unmet(), this::isReplacedFor);
        for (Resource dependent : dependents) {
            deleter.deleteForReplacement(dependent);
        }
        return deleter.deleteForReplacement(old);
    }

    private boolean isReplacedFor(Resource resource, Properties inputs) {
        try {
            return providers
                    .typeOf(resource.urn(), resource.relations())
                    .diff(plain(resource), ValueTree.withoutMarks(inputs))
                    .replaces();
        } catch (StepFailedException e) {
            return false; // without its provider it cannot be deleted either
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes over a resource that exists. */
    private Registration takeOver(Wanted wanted, @Nullable Resource old)
            throws StepFailedException, IOException, InterruptedException {
        Goal goal = wanted.goal();
        Resource asked = goal.resource(
                goal.options().importId(), Properties.EMPTY, run.time().now());
        Resource unread = new Resource(
                asked.urn(),
                asked.kind(),
                asked.id(),
                Properties.EMPTY,
                Properties.EMPTY,
                asked.relations(),
                asked.options(),
                asked.status());
        Resource found = steps.read(wanted.type(), unread, Operation.IMPORT)
                .orElseThrow(() -> steps.fail(
                        goal.urn(), Operation.IMPORT, "there is no resource with the id '" + unread.id() + "'"));
        Properties inputs = check(wanted.type(), goal, plainInputs(found));
        Difference difference = wanted.type().diff(plain(found), ValueTree.withoutMarks(inputs));
        if (difference.replaces()) {
            throw steps.fail(
                    goal.urn(),
                    Operation.IMPORT,
                    "the existing resource differs from the program in " + String.join(", ", difference.replacing())
                            + ", which cannot be changed");
        }
        if (old != null) {
            ledger.change(old, old.withStatus(old.status().toDelete()));
        }
        ledger.meet(found);
        Wanted checked = wanted.checked(inputs);
        return difference.isEmpty()
                ? keep(checked, found, Operation.IMPORT)
                : update(checked, found, difference.changed());
    }

    /** Looks up a resource that somebody else manages. */
    Registration read(Goal goal) throws StepFailedException, IOException, InterruptedException {
        ResourceType type = providers.typeOf(goal.urn(), goal.relations());
        Resource known = goal.resource(
                goal.options().importId(), Properties.EMPTY, run.time().now());
        Resource found = steps.read(type, known, Operation.READ)
                .orElseThrow(() -> steps.fail(
                        goal.urn(), Operation.READ, "there is no resource with the id '" + known.id() + "'"));
        Optional<Resource> old = ledger.oldOf(goal);
        if (old.isPresent() && old.get().kind() == Kind.EXTERNAL) {
            ledger.meet(found, old.get(), null);
        } else {
            ledger.meet(found);
        }
        steps.tell(goal.urn(), Operation.READ, List.of());
        return registration(found);
    }

    private static Registration registration(Resource resource) {
        return Registration.done(resource.urn(), PropertyValue.of(resource.id()), resource.outputs());
    }

    private static ResourceState plain(Resource resource) {
        return new ResourceState(resource.id(), plainInputs(resource), ValueTree.withoutMarks(resource.outputs()));
    }

    private static Properties plainInputs(Resource resource) {
        return ValueTree.withoutMarks(resource.inputs());
    }
}
