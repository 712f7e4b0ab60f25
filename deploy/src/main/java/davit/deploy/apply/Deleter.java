package davit.deploy.apply;

import davit.deploy.event.DeploymentEvent.StepSkipped;
import davit.deploy.event.Operation;
import davit.deploy.provider.ResourceType;
import davit.deploy.state.Resource;
import davit.deploy.state.Resource.Kind;
import davit.deploy.value.Urn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Deletes resources, each after those that depend on it, the others in parallel. */
public final class Deleter {
    private final RunContext run;
    private final Ledger ledger;
    private final Providers providers;
    private final Steps steps;

    Deleter(RunContext run, Ledger ledger, Providers providers, Steps steps) {
        this.run = run;
        this.ledger = ledger;
        this.providers = providers;
        this.steps = steps;
    }

    /** A deleter for a run that registers nothing. */
    public static Deleter of(RunContext run, Ledger ledger, ProviderRegistry registry, Slots slots) {
        Steps steps = new Steps(run, ledger, slots);
        return new Deleter(run, ledger, new Providers(run, ledger, registry, steps), steps);
    }

    /**
     * Deletes what the program did not register.
     *
     * @return whether all of it is gone
     */
    public boolean deleteUnmet() throws IOException, InterruptedException {
        List<Resource> doomed = ledger.unmet().stream()
                .filter(resource -> resource.status().isToDelete() || run.isTargeted(resource.urn()))
                .filter(resource -> !isNeeded(resource))
                .toList();
        return delete(doomed);
    }

    /** With targets, what they stand on stays. */
    private boolean isNeeded(Resource resource) {
        return !run.targets().isEmpty()
                && !resource.status().isToDelete()
                && (resource.isProvider() || resource.kind() == Kind.COMPONENT);
    }

    private boolean delete(List<Resource> doomed) throws IOException, InterruptedException {
        List<Resource> refused = doomed.stream()
                .filter(resource ->
                        resource.options().protect() && !resource.status().isToDelete())
                .toList();
        for (Resource resource : refused) {
            StepFailedException _ = steps.fail(
                    resource.urn(), Operation.DELETE, "it is protected; remove 'protect' before it is deleted");
        }
        if (!refused.isEmpty()) {
            return false;
        }
        List<Resource> last = new ArrayList<>(doomed);
        last.removeIf(resource -> !resource.isProvider());
        List<Resource> first = new ArrayList<>(doomed);
        first.removeAll(last);
        boolean isGone = deleteInParallel(first);
        for (Resource provider : last) {
            boolean isUsed = ledger.snapshot().resources().stream()
                    .anyMatch(resource -> resource.relations().all().contains(provider.urn()));
            if (!isUsed) {
                ledger.remove(provider);
            }
        }
        return isGone;
    }

    private boolean deleteInParallel(List<Resource> doomed) throws IOException, InterruptedException {
        Map<Integer, CompletableFuture<Boolean>> gone = new HashMap<>();
        for (int i = 0; i < doomed.size(); i++) {
            gone.put(i, new CompletableFuture<>());
        }
        Set<Urn> urns = doomed.stream().map(Resource::urn).collect(Collectors.toSet());
        Families families = new Families(ledger.snapshot().resources());
        List<Future<Boolean>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < doomed.size(); i++) {
                Resource resource = doomed.get(i);
                List<CompletableFuture<Boolean>> dependents = new ArrayList<>();
                for (int j = i + 1; j < doomed.size(); j++) {
                    if (families.dependsOn(doomed.get(j), resource)) {
                        dependents.add(java.util.Objects.requireNonNull(gone.get(j)));
                    }
                }
                CompletableFuture<Boolean> end = java.util.Objects.requireNonNull(gone.get(i));
                ends.add(threads.submit(() -> deleteAfter(dependents, resource, urns, end)));
            }
        }
        return all(ends);
    }

    private static boolean all(List<Future<Boolean>> ends) throws IOException, InterruptedException {
        boolean isGone = true;
        for (Future<Boolean> end : ends) {
            try {
                isGone &= end.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        return isGone;
    }

    private boolean deleteAfter(
            List<CompletableFuture<Boolean>> dependents,
            Resource resource,
            Set<Urn> doomed,
            CompletableFuture<Boolean> end)
            throws IOException, InterruptedException {
        boolean isGone = false;
        try {
            boolean areDependentsGone = true;
            for (CompletableFuture<Boolean> dependent : dependents) {
                areDependentsGone &= dependent.get();
            }
            if (steps.areOver()) {
                return isGone; // what was left out is still in the state
            }
            isGone = areDependentsGone ? delete(resource, doomed) : skip(resource);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            end.complete(isGone);
        }
        return isGone;
    }

    private boolean skip(Resource resource) {
        run.listener().on(new StepSkipped(resource.urn(), "something that depends on it is still there"));
        return false;
    }

    private boolean delete(Resource resource, Set<Urn> doomed) throws IOException, InterruptedException {
        Operation operation = resource.status().isToDelete() ? Operation.DELETE_REPLACED : Operation.DELETE;
        try {
            boolean goesWithAnother =
                    resource.options().deletedWith().filter(doomed::contains).isPresent();
            boolean isDone =
                    resource.kind() != Kind.CUSTOM || resource.status().isPendingReplacement() || goesWithAnother;
            if (resource.options().retainOnDelete()) {
                steps.tell(resource.urn(), Operation.RETAIN, List.of());
            } else if (isDone || run.isPreview()) {
                steps.tell(resource.urn(), operation, List.of());
            } else {
                ResourceType type = providers.typeOf(resource.urn(), resource.relations());
                steps.delete(type, resource, operation);
            }
            ledger.remove(resource);
            return true;
        } catch (StepFailedException e) {
            return false; // told already; the resource stays in the state
        }
    }

    /** Deletes a resource whose replacement is made afterwards; the state says so meanwhile. */
    Resource deleteForReplacement(Resource resource) throws StepFailedException, IOException, InterruptedException {
        if (resource.options().protect()) {
            throw steps.fail(
                    resource.urn(), Operation.DELETE_REPLACED, "it is protected, and must be deleted to be replaced");
        }
        if (!resource.options().retainOnDelete()) {
            ResourceType type = providers.typeOf(resource.urn(), resource.relations());
            steps.delete(type, resource, Operation.DELETE_REPLACED);
        }
        Resource gone = resource.withStatus(resource.status().pendingReplacement());
        ledger.change(resource, gone);
        return gone;
    }

    /** Who depends on whom, counting that whoever depends on a component depends on its children. */
    private static final class Families {
        private final Map<Urn, Urn> parents = new HashMap<>();

        Families(List<Resource> resources) {
            for (Resource resource : resources) {
                resource.relations().parent().ifPresent(parent -> parents.put(resource.urn(), parent));
            }
        }

        boolean dependsOn(Resource dependent, Resource resource) {
            NavigableSet<Urn> needed = dependent.relations().all();
            if (needed.contains(resource.urn())) {
                return true;
            }
            Set<Urn> own = ancestors(dependent.urn());
            return ancestors(resource.urn()).stream().anyMatch(urn -> needed.contains(urn) && !own.contains(urn));
        }

        private Set<Urn> ancestors(Urn urn) {
            Set<Urn> found = new HashSet<>();
            Optional<Urn> parent = Optional.ofNullable(parents.get(urn));
            while (parent.isPresent() && found.add(parent.get())) {
                parent = Optional.ofNullable(parents.get(parent.get()));
            }
            return found;
        }
    }
}
