package davit.base.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Virtual threads that belong to one block: none outlives {@link #close()}, and the first failure ends the wait.
 *
 * <p>Stands in for {@code StructuredTaskScope}, a preview API in Java 25. For one thread: the one that opened the
 * group forks and joins.
 *
 * @param <T> what a task returns
 */
public final class TaskGroup<T> implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletionService<T> completed = new ExecutorCompletionService<>(threads);
    private final List<Future<T>> forked = new ArrayList<>();

    /** Starts {@code task} in a thread of its own. */
    public void fork(Callable<T> task) {
        forked.add(completed.submit(task));
    }

    /**
     * Waits for every task; the results come in the order of forking.
     *
     * @throws ExecutionException as soon as one task failed, with its exception as the cause
     */
    public List<T> join() throws InterruptedException, ExecutionException {
        for (int i = 0; i < forked.size(); i++) {
            completed.take().get();
        }
        return forked.stream().map(Future::resultNow).toList();
    }

    /** Interrupts what still runs, and waits for it. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
