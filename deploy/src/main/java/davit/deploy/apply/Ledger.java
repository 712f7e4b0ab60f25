package davit.deploy.apply;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.deploy.plan.Goal;
import davit.deploy.state.PendingOperation;
import davit.deploy.state.Resource;
import davit.deploy.state.Snapshot;
import davit.deploy.value.Urn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The state of a stack during a run: what this run has met, what it has not met yet, and what is under way. Every change
 * is in the state file when the method that made it returns.
 *
 * <p>A resource that the run has met comes after those that it depends on, because the program registers it after them;
 * those that it has not met keep their old order. So every snapshot is in the order of dependencies.
 *
 * <p>Thread safety: every method may be called from any thread. Changes that come at the same time share one write.
 */
public final class Ledger {
    /** Keeps snapshots. */
    @FunctionalInterface
    public interface Store {
        /** Keeps {@code snapshot} in place of the one before. */
        void write(Snapshot snapshot) throws IOException;
    }

    private final Store store;
    private final Map<Urn, Resource> base = new HashMap<>();
    private final ReentrantLock writing = new ReentrantLock();

    @GuardedBy("writing")
    private long written;

    @GuardedBy("this")
    private final List<Resource> unmet;

    @GuardedBy("this")
    private final Map<Urn, Resource> met = new LinkedHashMap<>();

    @GuardedBy("this")
    private final List<PendingOperation> pending;

    @GuardedBy("this")
    private final Map<Urn, Urn> renamed = new HashMap<>();

    @GuardedBy("this")
    private long version;

    /**
     * Opens a ledger.
     *
     * @param snapshot the state when the run starts
     * @param store where changes go
     */
    public Ledger(Snapshot snapshot, Store store) {
        this.store = store;
        this.unmet = new ArrayList<>(snapshot.resources());
        this.pending = new ArrayList<>(snapshot.pendingOperations());
        snapshot.resources().stream()
                .filter(resource -> !resource.status().isToDelete())
                .forEach(resource -> base.put(resource.urn(), resource));
    }

    /** The resource as it was when the run started. */
    public Optional<Resource> atStart(Urn urn) {
        return Optional.ofNullable(base.get(urn));
    }

    /** The resource of a name that the run has not met yet and that is not waiting for its deletion. */
    public synchronized Optional<Resource> unmet(Urn urn) {
        return unmet.stream()
                .filter(resource -> resource.urn().equals(urn))
                .filter(resource -> !resource.status().isToDelete())
                .findFirst();
    }

    /** The resource that a goal is about, by its present name or a former one, if the run has not met it yet. */
    public Optional<Resource> oldOf(Goal goal) {
        return unmet(goal.urn())
                .or(() -> goal.aliases().stream()
                        .flatMap(alias -> unmet(alias).stream())
                        .findFirst());
    }

    /** The resource of a name as it is now. */
    public synchronized Optional<Resource> find(Urn urn) {
        return Optional.ofNullable(met.get(urn)).or(() -> unmet(urn));
    }

    /** What the run has not met, in the order of dependencies. */
    public synchronized List<Resource> unmet() {
        return List.copyOf(unmet);
    }

    /** Everything, in the order of dependencies. */
    public synchronized Snapshot snapshot() {
        List<Resource> resources = new ArrayList<>(met.values());
        unmet.stream().map(this::withNewNames).forEach(resources::add);
        return new Snapshot(resources, pending);
    }

    /** Records that an operation begins. */
    public void begin(PendingOperation operation) throws IOException {
        synchronized (this) {
            pending.add(operation);
            version++;
        }
        persist();
    }

    /** Records that an operation ended without an effect. */
    public void end(PendingOperation operation) throws IOException {
        synchronized (this) {
            pending.remove(operation);
            version++;
        }
        persist();
    }

    /** Records a resource that an earlier run made; this run has not met it yet. */
    public void adopt(Resource resource) throws IOException {
        synchronized (this) {
            unmet.removeIf(other ->
                    other.urn().equals(resource.urn()) && !other.status().isToDelete());
            unmet.add(resource);
            version++;
        }
        persist();
    }

    /** Records that the run has met a resource that is new. */
    public void meet(Resource resource) throws IOException {
        meet(resource, null, null);
    }

    /**
     * Records that the run has met a resource.
     *
     * @param resource the resource as it is now
     * @param before what it was, perhaps by another name; null if it is new
     * @param ended the operation that ended with this; null if none was under way. The state never has both the operation
     *     and its result, or neither.
     */
    public void meet(Resource resource, @Nullable Resource before, @Nullable PendingOperation ended)
            throws IOException {
        synchronized (this) {
            if (before != null) {
                unmet.remove(before);
            }
            if (before != null && !before.urn().equals(resource.urn())) {
                renamed.put(before.urn(), resource.urn());
            }
            if (ended != null) {
                pending.remove(ended);
            }
            met.put(resource.urn(), resource);
            version++;
        }
        persist();
    }

    /** Records that {@code before}, which the run has not met as what it was, is {@code now}. */
    public void change(Resource before, Resource now) throws IOException {
        synchronized (this) {
            int index = unmet.indexOf(before);
            if (index >= 0) {
                unmet.set(index, now);
            } else if (met.containsKey(before.urn())) {
                met.put(before.urn(), now);
            }
            version++;
        }
        persist();
    }

    /** Records that a resource is gone; nobody depends on it any more. */
    public void remove(Resource resource) throws IOException {
        synchronized (this) {
            if (!unmet.remove(resource)) {
                met.remove(resource.urn(), resource);
            }
            version++;
        }
        persist();
    }

    private Resource withNewNames(Resource resource) {
        Map<Urn, Urn> names = Map.copyOf(renamedNow());
        if (names.isEmpty()) {
            return resource;
        }
        Resource changed = resource.withRelations(resource.relations().renamed(urn -> names.getOrDefault(urn, urn)));
        Optional<Urn> deletedWith = changed.options().deletedWith();
        return deletedWith.isPresent() && names.containsKey(deletedWith.get())
                ? changed.withOptions(changed.options().withDeletedWith(names.get(deletedWith.get())))
                : changed;
    }

    private synchronized Map<Urn, Urn> renamedNow() {
        return renamed;
    }

    private void persist() throws IOException {
        long wanted = versionNow();
        writing.lock();
        try {
            if (written >= wanted) {
                return; // a write that started after this change was made has it already
            }
            long newest;
            Snapshot snapshot;
            synchronized (this) {
                newest = version;
                snapshot = snapshot();
            }
            store.write(snapshot);
            written = newest;
        } finally {
            writing.unlock();
        }
    }

    private synchronized long versionNow() {
        return version;
    }
}
