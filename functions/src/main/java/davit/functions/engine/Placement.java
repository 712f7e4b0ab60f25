package davit.functions.engine;

import davit.functions.model.FunctionId;
import davit.functions.model.InvocationOutcome.Throttled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides where invocations go, how many run at once, and which environments end: deterministic, without threads and
 * clocks.
 *
 * <p>An environment is <em>busy</em> from the moment that an invocation was placed in it until that ended, then
 * <em>settling</em> until its runtime asks for the next event, then <em>idle</em>. An invocation takes the idle
 * environment that was used last, so that the others grow old and end; without an idle one it waits briefly for one that
 * is settling, and else starts a new one. An invocation never queues: past a limit it is throttled, as Lambda does.
 *
 * <p>For one thread at a time.
 */
final class Placement {
    /** Where an invocation goes. */
    sealed interface Decision {
        /** Into this environment, idle until now. */
        record Reuse(Lease lease) implements Decision {}

        /**
         * Into a new environment.
         *
         * @param evicted an environment to be ended, to make room
         */
        record Start(Lease lease, Optional<EnvironmentId> evicted) implements Decision {}

        /** Nowhere yet: ask again when an environment changed, or at this reading of the clock. */
        record Wait(long untilNanos) implements Decision {}

        /** Nowhere. */
        record Throttle(Throttled.Reason reason) implements Decision {}
    }

    private enum State {
        STARTING,
        BUSY,
        SETTLING,
        IDLE
    }

    /** How many outdated generations are remembered; of others environments end by idleness. */
    private static final int MAX_OUTDATED = 10_000;

    private record Generation(FunctionId function, long number) {}

    private static final class Place {
        final EnvironmentId id;
        final FunctionId function;
        final long generation;
        State state = State.BUSY;
        long sinceNanos;
        long deadlineNanos;
        long lease;
        boolean retired;
        boolean isProvisioned;

        Place(EnvironmentId id, FunctionId function, long generation) {
            this.id = id;
            this.function = function;
            this.generation = generation;
        }
    }

    private final EngineLimits limits;
    private final Map<EnvironmentId, Place> places = new LinkedHashMap<>();
    private final Map<FunctionId, Deque<Place>> idleNewestFirst = new HashMap<>();
    private final Map<FunctionId, Integer> reserved = new HashMap<>();
    private final Map<FunctionId, Integer> busy = new HashMap<>();
    private final Set<Generation> outdated = new LinkedHashSet<>();
    private final Map<Generation, Integer> wanted = new HashMap<>();
    private final Map<Generation, Integer> failures = new HashMap<>();
    private long lastNumber;
    private long lastLease;

    Placement(EngineLimits limits) {
        this.limits = limits;
    }

    /** Keeps concurrency free for a function and limits it to that; null ends it. */
    void reserve(FunctionId function, @Nullable Integer concurrency) {
        if (concurrency == null) {
            reserved.remove(function);
        } else {
            reserved.put(function, concurrency);
        }
    }

    /** Finds a place for an invocation of a function's generation, and takes it. */
    Decision place(FunctionId function, long generation, long nowNanos) {
        Optional<Throttled.Reason> limit = limitReached(function);
        boolean isReady = limit.isPresent()
                && !reserved.containsKey(function)
                && idle(function, generation)
                        .filter(place -> place.isProvisioned)
                        .isPresent();
        if (limit.isPresent() && !isReady) {
            return new Decision.Throttle(limit.get());
        }
        Optional<Place> idle = takeIdle(function, generation);
        if (idle.isPresent()) {
            return new Decision.Reuse(occupy(idle.get()));
        }
        Optional<Place> settling = settling(function, generation, nowNanos);
        return settling.<Decision>map(place -> new Decision.Wait(
                        place.sinceNanos + limits.settleGrace().toNanos()))
                .orElseGet(() -> start(function, generation));
    }

    private Optional<Throttled.Reason> limitReached(FunctionId function) {
        Integer own = reserved.get(function);
        if (own != null) {
            return busy(function) >= own ? Optional.of(Throttled.Reason.RESERVED) : Optional.empty();
        }
        int unreserved = limits.concurrency() - sum(reserved.values());
        for (Map.Entry<Generation, Integer> entry : wanted.entrySet()) {
            unreserved -= reserved.containsKey(entry.getKey().function()) ? 0 : entry.getValue();
        }
        int running = -busyProvisioned();
        for (Map.Entry<FunctionId, Integer> entry : busy.entrySet()) {
            running += reserved.containsKey(entry.getKey()) ? 0 : entry.getValue();
        }
        return running >= unreserved ? Optional.of(Throttled.Reason.ACCOUNT) : Optional.empty();
    }

    /** How many of the environments that are kept ready, outside of reservations, run an invocation. */
    private int busyProvisioned() {
        return wanted.isEmpty()
                ? 0
                : (int) places.values().stream()
                        .filter(place -> place.isProvisioned && !place.retired && place.state == State.BUSY)
                        .filter(place -> !reserved.containsKey(place.function))
                        .count();
    }

    private static int sum(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private int busy(FunctionId function) {
        return busy.getOrDefault(function, 0);
    }

    private Optional<Place> takeIdle(FunctionId function, long generation) {
        Optional<Place> found = idle(function, generation);
        found.ifPresent(this::removeIdle);
        return found;
    }

    /** The idle environment that an invocation would take: one that is kept ready, else the one used last. */
    private Optional<Place> idle(FunctionId function, long generation) {
        Place first = null;
        for (Place place : idleNewestFirst.getOrDefault(function, new ArrayDeque<>())) {
            if (place.generation == generation) {
                if (place.isProvisioned || wanted.isEmpty()) {
                    return Optional.of(place);
                }
                first = first == null ? place : first;
            }
        }
        return Optional.ofNullable(first);
    }

    /**
     * What is to be done for the environments that are kept ready for a version.
     *
     * @param started those to be started, each of which becomes {@link #idle} or is {@link #gone}
     * @param ended those to be ended now
     */
    record Provision(List<EnvironmentId> started, List<EnvironmentId> ended) {}

    /** Keeps so many environments of a function's generation ready; asked again, replaces those that have ended. */
    Provision provision(FunctionId function, long generation, int count) {
        Generation key = new Generation(function, generation);
        wanted.put(key, count);
        List<Place> kept = new ArrayList<>(places.values().stream()
                .filter(place -> place.isProvisioned && !place.retired)
                .filter(place -> place.function.equals(function) && place.generation == generation)
                .toList());
        List<EnvironmentId> ended = new ArrayList<>();
        while (kept.size() > count) {
            Place place = kept.removeLast();
            place.retired = true;
            if (place.state == State.IDLE) {
                remove(place);
                ended.add(place.id);
            }
        }
        List<EnvironmentId> started = new ArrayList<>();
        while (kept.size() < count && (places.size() < limits.environments() || makeRoom(ended))) {
            Place place = new Place(new EnvironmentId(++lastNumber), function, generation);
            place.state = State.STARTING;
            place.isProvisioned = true;
            places.put(place.id, place);
            kept.add(place);
            started.add(place.id);
        }
        if (count == 0) {
            wanted.remove(key);
            failures.remove(key);
        }
        return new Provision(started, ended);
    }

    private boolean makeRoom(List<EnvironmentId> ended) {
        Optional<Place> evicted = evictable();
        evicted.ifPresent(place -> {
            remove(place);
            ended.add(place.id);
        });
        return evicted.isPresent();
    }

    private Optional<Place> evictable() {
        return places.values().stream()
                .filter(place -> place.state == State.IDLE && !place.isProvisioned)
                .min(Comparator.comparingLong(place -> place.sinceNanos));
    }

    /** The environments that are kept ready for a function's generation. */
    Provisioned provisioned(FunctionId function, long generation) {
        int allocated = 0;
        int available = 0;
        for (Place place : places.values()) {
            boolean isMeant = place.isProvisioned
                    && !place.retired
                    && place.state != State.STARTING
                    && place.function.equals(function)
                    && place.generation == generation;
            allocated += isMeant ? 1 : 0;
            available += isMeant && place.state != State.BUSY ? 1 : 0;
        }
        return new Provisioned(allocated, available, failures.getOrDefault(new Generation(function, generation), 0));
    }

    private Optional<Place> settling(FunctionId function, long generation, long nowNanos) {
        return places.values().stream()
                .filter(place -> place.function.equals(function) && place.generation == generation)
                .filter(place -> isAwaited(place, nowNanos))
                .findFirst();
    }

    /** Whether there is an environment of a function that an invocation may wait for. */
    boolean isSettling(FunctionId function, long nowNanos) {
        return places.values().stream()
                .anyMatch(place -> place.function.equals(function) && isAwaited(place, nowNanos));
    }

    private boolean isAwaited(Place place, long nowNanos) {
        return place.state == State.SETTLING
                && !place.retired
                && nowNanos - place.sinceNanos < limits.settleGrace().toNanos();
    }

    private Decision start(FunctionId function, long generation) {
        Optional<Place> evicted = Optional.empty();
        if (places.size() >= limits.environments()) {
            evicted = evictable();
            if (evicted.isEmpty()) {
                return new Decision.Throttle(Throttled.Reason.ACCOUNT);
            }
            remove(evicted.get());
        }
        Place place = new Place(new EnvironmentId(++lastNumber), function, generation);
        place.retired = outdated.contains(new Generation(function, generation));
        places.put(place.id, place);
        return new Decision.Start(occupy(place), evicted.map(gone -> gone.id));
    }

    private Lease occupy(Place place) {
        place.state = State.BUSY;
        place.lease = ++lastLease;
        busy.merge(place.function, 1, Integer::sum);
        return new Lease(place.id, place.lease);
    }

    private void release(Place place) {
        if (place.state == State.BUSY) {
            busy.merge(place.function, -1, Integer::sum);
            busy.remove(place.function, 0);
        }
    }

    private void removeIdle(Place place) {
        Deque<Place> idle = idleNewestFirst.get(place.function);
        if (idle != null && idle.remove(place) && idle.isEmpty()) {
            idleNewestFirst.remove(place.function);
        }
    }

    private void remove(Place place) {
        release(place);
        removeIdle(place);
        places.remove(place.id);
    }

    /**
     * The invocation of a lease ended, and its runtime is expected to ask for the next. Changes nothing if the runtime
     * has asked already, and another invocation may have the environment.
     *
     * @param deadlineNanos when the environment is ended if the runtime has not asked
     */
    void settling(Lease lease, long nowNanos, long deadlineNanos) {
        Place place = places.get(lease.environment());
        if (place != null && place.state == State.BUSY && place.lease == lease.number()) {
            release(place);
            place.state = State.SETTLING;
            place.sinceNanos = nowNanos;
            place.deadlineNanos = deadlineNanos;
        }
    }

    /** The runtime asked for the next event; returns whether the environment is to be ended instead. */
    boolean idle(EnvironmentId id, long nowNanos) {
        Place place = places.get(id);
        if (place == null) {
            return true;
        }
        if (place.retired) {
            remove(place);
            return true;
        }
        if (place.state == State.STARTING) {
            failures.remove(new Generation(place.function, place.generation));
        }
        release(place);
        place.state = State.IDLE;
        place.sinceNanos = nowNanos;
        idleNewestFirst.computeIfAbsent(place.function, _ -> new ArrayDeque<>()).addFirst(place);
        return false;
    }

    /** The environment ended. */
    void gone(EnvironmentId id) {
        Place place = places.get(id);
        if (place != null) {
            if (place.state == State.STARTING && !place.retired) {
                failures.merge(new Generation(place.function, place.generation), 1, Integer::sum);
            }
            remove(place);
        }
    }

    /**
     * Lets the environments of a function end that serve {@code generation}: those that are busy when their invocation
     * ended, and so those that an invocation starts which read the function before.
     *
     * @return those to be ended now
     */
    List<EnvironmentId> retire(FunctionId function, long generation) {
        List<EnvironmentId> ended = new ArrayList<>();
        outdated.add(new Generation(function, generation));
        if (outdated.size() > MAX_OUTDATED) {
            outdated.remove(outdated.iterator().next());
        }
        for (Place place : List.copyOf(places.values())) {
            if (place.function.equals(function) && place.generation == generation) {
                place.retired = true;
                if (place.state == State.IDLE) {
                    remove(place);
                    ended.add(place.id);
                }
            }
        }
        return ended;
    }

    /** Takes out the environments that were idle too long, and those that never settled. */
    List<EnvironmentId> expire(long nowNanos) {
        List<EnvironmentId> ended = new ArrayList<>();
        for (Place place : List.copyOf(places.values())) {
            boolean hasExpired = switch (place.state) {
                case STARTING, BUSY -> false;
                case SETTLING -> nowNanos - place.deadlineNanos >= 0;
                case IDLE -> nowNanos - place.sinceNanos >= maxIdle(place).toNanos();
            };
            if (hasExpired) {
                remove(place);
                ended.add(place.id);
            }
        }
        return ended;
    }

    private Duration maxIdle(Place place) {
        return place.isProvisioned ? EngineLimits.PROVISIONED_IDLE : limits.maxIdle();
    }

    /** How many environments run an invocation or are starting for one. */
    int busy() {
        return sum(busy.values());
    }

    /** How many environments there are. */
    int size() {
        return places.size();
    }
}
