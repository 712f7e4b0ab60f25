package davit.deploy.apply;

import davit.deploy.event.Operation;
import davit.deploy.provider.Difference;
import davit.deploy.provider.ResourceType;
import davit.deploy.state.Relations;
import davit.deploy.state.Resource;
import davit.deploy.state.Resource.Kind;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compares the state with what the cloud has, and takes over what is different. */
public final class Refresher {
    private final RunContext run;
    private final Ledger ledger;
    private final Providers providers;
    private final Steps steps;

    /** A refresher for one run. */
    public Refresher(RunContext run, Ledger ledger, ProviderRegistry registry, Slots slots) {
        this.run = run;
        this.ledger = ledger;
        this.steps = new Steps(run, ledger, slots);
        this.providers = new Providers(run, ledger, registry, steps);
    }

    /**
     * Reads every resource.
     *
     * @return whether all could be read
     */
    public boolean refresh() throws IOException, InterruptedException {
        List<Future<Boolean>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ledger.unmet().stream()
                    .filter(resource -> resource.kind() != Kind.COMPONENT && !resource.isProvider())
                    .filter(resource -> run.isTargeted(resource.urn()))
                    .forEach(resource -> ends.add(threads.submit(() -> refresh(resource))));
        }
        boolean isDone = true;
        for (Future<Boolean> end : ends) {
            try {
                isDone &= end.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        return isDone;
    }

    private boolean refresh(Resource resource) throws IOException, InterruptedException {
        if (steps.areOver()) {
            return false;
        }
        try {
            ResourceType type = providers.typeOf(resource.urn(), resource.relations());
            var found = steps.read(type, resource, Operation.REFRESH);
            if (found.isEmpty()) {
                forget(resource);
                steps.tell(resource.urn(), Operation.DELETE, List.of());
                return true;
            }
            NavigableSet<String> changed = new TreeSet<>(Difference.changedNames(
                    ValueTree.withoutMarks(resource.outputs()),
                    ValueTree.withoutMarks(found.get().outputs())));
            if (changed.isEmpty() && found.get().inputs().equals(resource.inputs())) {
                steps.tell(resource.urn(), Operation.SAME, List.of());
                return true;
            }
            ledger.change(resource, found.get());
            steps.tell(resource.urn(), Operation.UPDATE, changed);
            return true;
        } catch (StepFailedException e) {
            return false; // told already
        }
    }

    private void forget(Resource gone) throws IOException {
        synchronized (this) {
            for (Resource resource : ledger.unmet()) {
                if (resource.relations().all().contains(gone.urn())) {
                    ledger.change(resource, resource.withRelations(without(resource.relations(), gone.urn())));
                }
            }
            ledger.remove(gone);
        }
    }

    private static Relations without(Relations relations, Urn gone) {
        NavigableSet<Urn> dependencies = new TreeSet<>(relations.dependencies());
        dependencies.remove(gone);
        TreeMap<String, NavigableSet<Urn>> properties = new TreeMap<>();
        relations.propertyDependencies().forEach((name, urns) -> {
            NavigableSet<Urn> kept = new TreeSet<>(urns);
            kept.remove(gone);
            properties.put(name, kept);
        });
        return new Relations(
                relations.parent().filter(parent -> !parent.equals(gone)),
                relations.provider(),
                dependencies,
                properties);
    }
}
