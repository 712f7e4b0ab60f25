package davit.deploy.apply;

import davit.deploy.event.DeploymentEvent.StepBegan;
import davit.deploy.event.DeploymentEvent.StepEnded;
import davit.deploy.event.DeploymentEvent.StepFailed;
import davit.deploy.event.DeploymentEvent.StepProgress;
import davit.deploy.event.Operation;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.PartialFailureException;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.provider.ResourceType;
import davit.deploy.state.PendingOperation;
import davit.deploy.state.Resource;
import davit.deploy.value.Marks;
import davit.deploy.value.Properties;
import davit.deploy.value.Urn;
import davit.deploy.value.ValueTree;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out single steps: tells that they begin and end, records them as pending meanwhile, and bounds how many run at
 * once.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
final class Steps {
    /** How long an operation may take if the program does not say. */
    private static final Duration LONGEST_OPERATION = Duration.ofMinutes(20);

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final RunContext run;
    private final Ledger ledger;
    private final Slots slots;

    Steps(RunContext run, Ledger ledger, Slots slots) {
        this.run = run;
        this.ledger = ledger;
        this.slots = slots;
    }

    /** Whether no further step may begin. */
    boolean areOver() {
        return slots.isClosed();
    }

    /** A call to a provider. */
    interface Call<T> {
        T run(OperationContext context) throws ProviderException, InterruptedException;
    }

    /** Tells that nothing, or only a planned step, was done. */
    void tell(Urn urn, Operation operation, Collection<String> changed) {
        run.listener().on(new StepEnded(urn, operation, List.copyOf(changed), Duration.ZERO));
    }

    /** Tells that a step cannot be done, and fails. */
    StepFailedException fail(Urn urn, Operation operation, String message) {
        run.listener().on(new StepFailed(urn, operation, message));
        return new StepFailedException(message);
    }

    /**
     * Makes a resource.
     *
     * @param wanted the resource with checked inputs
     * @param gone the one in whose place it comes and that does not exist any more; null if there is none
     */
    Resource create(ResourceType type, Resource wanted, @Nullable Resource gone, Operation operation)
            throws StepFailedException, IOException, InterruptedException {
        Duration timeout = wanted.options().timeouts().create().orElse(LONGEST_OPERATION);
        PendingOperation pending = new PendingOperation(wanted, PendingOperation.Type.CREATING);
        Properties inputs = ValueTree.withoutMarks(wanted.inputs());
        Step step = new Step(wanted.urn(), operation, List.of(), timeout);
        return change(new Change(wanted, gone, pending), step, context -> {
            ResourceState made = type.create(context, inputs);
            if (made.id().isEmpty()) {
                throw new IllegalStateException(type.token() + " made a resource without an id");
            }
            return made;
        });
    }

    /** Changes a resource in place; {@code wanted} has the checked inputs. */
    Resource update(ResourceType type, Resource old, Resource wanted, Collection<String> changed)
            throws StepFailedException, IOException, InterruptedException {
        Duration timeout = wanted.options().timeouts().update().orElse(LONGEST_OPERATION);
        PendingOperation pending = new PendingOperation(old, PendingOperation.Type.UPDATING);
        Properties inputs = ValueTree.withoutMarks(wanted.inputs());
        Step step = new Step(wanted.urn(), Operation.UPDATE, List.copyOf(changed), timeout);
        return change(new Change(wanted, old, pending), step, context -> type.update(context, plain(old), inputs));
    }

    /** Deletes a resource by its provider; the caller records that it is gone, and then that the operation ended. */
    void delete(ResourceType type, Resource resource, Operation operation)
            throws StepFailedException, IOException, InterruptedException {
        Duration timeout = resource.options().timeouts().delete().orElse(LONGEST_OPERATION);
        PendingOperation pending = new PendingOperation(resource, PendingOperation.Type.DELETING);
        ledger.begin(pending);
        Step step = new Step(resource.urn(), operation, List.of(), timeout);
        try {
            call(step, context -> {
                type.delete(context, plain(resource));
                return true;
            });
        } catch (ProviderException e) {
            ledger.end(pending);
            throw fail(resource.urn(), operation, e.getMessage());
        } catch (RuntimeException e) {
            throw failStrangely(step, e);
        }
        ledger.end(pending);
    }

    /** Looks a resource up; empty if it does not exist. */
    Optional<Resource> read(ResourceType type, Resource known, Operation operation)
            throws StepFailedException, InterruptedException {
        Duration timeout = known.options().timeouts().read().orElse(LONGEST_OPERATION);
        Step step = new Step(known.urn(), operation, List.of(), timeout);
        try {
            Optional<ResourceState> found = bounded(step, context -> type.read(context, plain(known)));
            return found.map(
                    state -> known.withState(marked(known, state), run.time().now()));
        } catch (ProviderException e) {
            throw fail(known.urn(), operation, e.getMessage());
        }
    }

    private record Step(Urn urn, Operation operation, List<String> changed, Duration timeout) {}

    private record Change(Resource wanted, @Nullable Resource before, PendingOperation pending) {}

    private Resource change(Change change, Step step, Call<ResourceState> call)
            throws StepFailedException, IOException, InterruptedException {
        Resource wanted = change.wanted();
        PendingOperation pending = change.pending();
        ledger.begin(pending);
        try {
            ResourceState state = call(step, call);
            Resource made = wanted.withState(marked(wanted, state), run.time().now());
            ledger.meet(made, change.before(), pending);
            return made;
        } catch (PartialFailureException e) {
            Resource half =
                    wanted.withState(marked(wanted, e.state()), run.time().now());
            ledger.meet(half.withStatus(half.status().failed(e.getMessage())), change.before(), pending);
            throw fail(step.urn(), step.operation(), e.getMessage());
        } catch (ProviderException e) {
            ledger.end(pending);
            throw fail(step.urn(), step.operation(), e.getMessage());
        } catch (RuntimeException e) {
            throw failStrangely(step, e);
        }
    }

    /** Fails a step in a way that its provider does not know; it stays pending, because nobody knows what was done. */
    private StepFailedException failStrangely(Step step, RuntimeException e) {
        LOG.warn("{} of {}", step.operation(), step.urn(), e);
        return fail(step.urn(), step.operation(), e.toString());
    }

    private <T> T call(Step step, Call<T> call) throws ProviderException, InterruptedException {
        run.listener().on(new StepBegan(step.urn(), step.operation()));
        long start = run.time().nanos();
        T result = bounded(step, call);
        run.listener()
                .on(new StepEnded(
                        step.urn(), step.operation(), step.changed(), run.time().since(start)));
        return result;
    }

    private <T> T bounded(Step step, Call<T> call) throws ProviderException, InterruptedException {
        slots.take();
        try {
            return call.run(new OperationContext(
                    step.urn(), step.timeout(), line -> run.listener().on(new StepProgress(step.urn(), line))));
        } finally {
            slots.give();
        }
    }

    private static ResourceState plain(Resource resource) {
        return new ResourceState(
                resource.id(), ValueTree.withoutMarks(resource.inputs()), ValueTree.withoutMarks(resource.outputs()));
    }

    private static ResourceState marked(Resource wanted, ResourceState state) {
        Properties inputs = Marks.restore(wanted.inputs(), state.inputs());
        Properties outputs = Marks.restore(wanted.inputs(), state.outputs());
        return new ResourceState(
                state.id(), inputs, Marks.secret(outputs, wanted.options().additionalSecretOutputs()));
    }
}
