package davit.functions.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import davit.base.storage.StorageException;
import davit.base.time.Time;
import davit.functions.engine.Dispatcher;
import davit.functions.engine.Provisioned;
import davit.functions.engine.Served;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionVersion;
import davit.functions.model.ProvisionedConcurrency;
import davit.functions.model.QualifiedVersion;
import davit.functions.store.QualifiedTable;
import davit.functions.store.Qualifiers;
import davit.functions.usage.UsageMeter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps environments ready for versions and aliases, as {@code PutProvisionedConcurrencyConfig} asks: once a second it
 * compares what is wanted with what there is, so that environments that ended are replaced. A version whose init fails is
 * tried less and less often, at most once a minute.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Provisioning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    private final Qualifiers qualifiers;
    private final Dispatcher dispatcher;
    private final UsageMeter usage;
    private final Time time;
    private final Thread ticker;

    @GuardedBy("this")
    private final Set<Served> provided = new HashSet<>();

    @GuardedBy("this")
    private long ticks;

    /** Keeps ready by {@code dispatcher}, once {@link #start} was called. */
    public Provisioning(Qualifiers qualifiers, Dispatcher dispatcher, UsageMeter usage, Time time) {
        this.qualifiers = qualifiers;
        this.dispatcher = dispatcher;
        this.usage = usage;
        this.time = time;
        this.ticker = Thread.ofVirtual().name("provisioning").unstarted(this::tickUntilInterrupted);
    }

    /** Begins to keep ready. */
    public void start() {
        ticker.start();
    }

    private void tickUntilInterrupted() {
        try {
            while (true) {
                tryToBalance();
                time.pause(TICK);
                countKeptReady();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void countKeptReady() {
        for (Served served : provided) {
            usage.countKeptReady(
                    served.function(),
                    served.version().settings(),
                    counts(served).allocated(),
                    TICK);
        }
    }

    private void tryToBalance() {
        try {
            balance();
        } catch (StorageException e) {
            LOG.error("read what is to be kept ready; it is tried again", e);
        }
    }

    /** Starts and ends environments so that they are as many as wanted. */
    public synchronized void balance() {
        ticks++;
        Map<Served, Integer> wanted = wanted();
        for (Served gone : Set.copyOf(provided)) {
            if (!wanted.containsKey(gone)) {
                dispatcher.provision(gone, 0);
                provided.remove(gone);
            }
        }
        wanted.forEach((served, count) -> {
            int failures = counts(served).failures();
            boolean isNew = provided.add(served);
            if (isNew || failures == 0 || ticks % (1L << Math.min(failures, MAX_DOUBLINGS)) == 0) {
                dispatcher.provision(served, count);
            }
        });
    }

    private Map<Served, Integer> wanted() {
        Map<Served, Integer> wanted = new HashMap<>();
        for (QualifiedTable.Entry<ProvisionedConcurrency> entry :
                qualifiers.provisioned().all()) {
            shares(entry.function(), entry.qualifier(), entry.value())
                    .forEach((number, count) -> qualifiers
                            .versions()
                            .find(entry.function(), number)
                            .ifPresent(version -> add(wanted, version, count)));
        }
        return wanted;
    }

    private static void add(Map<Served, Integer> wanted, QualifiedVersion version, int count) {
        FunctionVersion serving = version.serving();
        if (serving != null && count > 0) {
            wanted.merge(new Served(version.function(), version.number(), serving), count, Integer::sum);
        }
    }

    private Map<String, Integer> shares(FunctionId id, String qualifier, ProvisionedConcurrency config) {
        return qualifiers
                .aliases()
                .find(id, qualifier)
                .map(config::shares)
                .orElse(Map.of(qualifier, config.requested()));
    }

    /** What is kept ready for a version or an alias. */
    public Provisioned counts(FunctionId id, String qualifier, ProvisionedConcurrency config) {
        return shares(id, qualifier, config).keySet().stream()
                .flatMap(number -> qualifiers.versions().find(id, number).stream())
                .map(version -> dispatcher.provisioned(id, version.current().generation()))
                .reduce(Provisioned.NONE, Provisioned::and);
    }

    private Provisioned counts(Served served) {
        return dispatcher.provisioned(served.function(), served.version().generation());
    }

    /** Starts nothing any more; what runs is ended by the dispatcher. */
    @Override
    public void close() {
        ticker.interrupt();
    }
}
