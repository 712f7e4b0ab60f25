package davit.sandbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The shells of every network. Those of the default network are prepared from the beginning, those of others once
 * somebody has taken one.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class ShellPools implements AutoCloseable {
    private final Map<NetworkName, ShellPool> pools;

    /** Begins to prepare {@code wanted} shells. */
    ShellPools(Host host, int wanted) {
        AtomicLong names = new AtomicLong();
        pools = host.networks().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        each -> new ShellPool(host, each.getValue().orElse(null), names::getAndIncrement, wanted)));
        pool(NetworkName.DEFAULT).ifPresent(ShellPool::fill);
    }

    /** The shells of one network; empty if it is none of this host. */
    Optional<ShellPool> pool(NetworkName network) {
        return Optional.ofNullable(pools.get(network));
    }

    /** Closes what is prepared, and prepares no more; who has taken a shell keeps it. */
    @Override
    public void close() {
        pools.values().forEach(ShellPool::close);
    }
}
