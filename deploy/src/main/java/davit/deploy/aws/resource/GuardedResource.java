package davit.deploy.aws.resource;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.provider.CheckRequest;
import davit.deploy.provider.Checked;
import davit.deploy.provider.Difference;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.PartialFailureException;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.provider.ResourceType;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.ValueTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** An {@link AwsResource} for the engine: keeps what half succeeded, and says AWS's errors in one form. */
public final class GuardedResource implements ResourceType {
    private static final String TAGS = "tags";
    private static final String ALL_TAGS = "tagsAll";

    private final AwsResource resource;
    private final Aws aws;

    /** Guards {@code resource}. */
    public GuardedResource(AwsResource resource, Aws aws) {
        this.resource = resource;
        this.aws = aws;
    }

    @Override
    public String token() {
        return resource.schema().token();
    }

    @Override
    public Checked check(CheckRequest request) {
        Checked checked = resource.schema().check(request);
        List<Checked.Failure> failures = new ArrayList<>(checked.failures());
        if (failures.isEmpty()) {
            failures.addAll(resource.validate(checked.inputs()));
        }
        return new Checked(checked.inputs(), failures);
    }

    @Override
    public Difference diff(ResourceState old, Properties inputs) {
        Difference difference = resource.schema().diff(old.inputs(), inputs);
        boolean hasOtherTags = old.outputs().has(ALL_TAGS)
                && resource.schema().field(TAGS).isPresent()
                && !ValueTree.hasUnknown(inputs.value(TAGS))
                && !old.outputs().textMap(ALL_TAGS).equals(aws.tags().all(inputs));
        if (!hasOtherTags) {
            return difference;
        }
        SortedSet<String> changed = new TreeSet<>(difference.changed());
        changed.add(TAGS);
        return new Difference(changed, difference.replacing(), difference.deleteBeforeReplace());
    }

    @Override
    public Properties preview(ResourceState old, Properties inputs) {
        SortedSet<String> changed = diff(old, inputs).changed();
        Properties outputs = old.outputs();
        for (String name : changed) {
            outputs = inputs.value(name).isNull() ? outputs.without(name) : outputs.with(name, inputs.value(name));
        }
        if (changed.contains(TAGS)) {
            outputs = outputs.with(ALL_TAGS, PropertyValue.unknown());
        }
        for (String name : resource.unstable(changed, inputs)) {
            outputs = outputs.with(name, PropertyValue.unknown());
        }
        return outputs;
    }

    @Override
    public Optional<String> predictedId(Properties inputs) {
        return resource.idInput()
                .filter(name -> CheckRequest.isDefault(inputs, name))
                .flatMap(inputs::text);
    }

    @Override
    public ResourceState create(OperationContext context, Properties inputs)
            throws ProviderException, InterruptedException {
        String id = guarded(() -> resource.create(context, inputs));
        ResourceState made = new ResourceState(id, inputs, inputs.without(CheckRequest.DEFAULTS));
        try {
            guarded(() -> {
                resource.complete(context, id, inputs);
                return id;
            });
            return settled(made);
        } catch (ProviderException e) {
            throw new PartialFailureException(String.valueOf(e.getMessage()), asFarAsDone(made), e);
        } catch (InterruptedException e) {
            // The resource exists: the engine must learn of it even now.
            Thread.currentThread().interrupt();
            throw new PartialFailureException("was interrupted after it was created", withoutDoubtful(made), e);
        }
    }

    @Override
    public Optional<ResourceState> read(OperationContext context, ResourceState state)
            throws ProviderException, InterruptedException {
        return read(state);
    }

    @Override
    public ResourceState update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException {
        ResourceState wanted = old.withInputs(inputs);
        try {
            guarded(() -> {
                resource.update(context, old, inputs);
                return old;
            });
            return settled(wanted);
        } catch (ProviderException e) {
            throw new PartialFailureException(String.valueOf(e.getMessage()), asFarAsChanged(old, inputs), e);
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) throws ProviderException, InterruptedException {
        guarded(() -> {
            resource.delete(context, state);
            return state;
        });
    }

    private Optional<ResourceState> read(ResourceState state) throws ProviderException, InterruptedException {
        Optional<Properties> outputs = guarded(() -> resource.read(state));
        return outputs.map(actual -> new ResourceState(
                state.id(),
                resource.schema().refreshed(state.inputs(), actual),
                resource.schema().local(state.inputs()).withAll(actual)));
    }

    /** The state after the cloud shows what was made, with the inputs as they were given. */
    private ResourceState settled(ResourceState made) throws ProviderException, InterruptedException {
        Optional<ResourceState> shown = new Waiting(aws.time(), aws.propagation()).until(() -> read(made));
        return shown.orElseThrow(
                        () -> new ProviderException("AWS does not show " + made.id() + ", which was just created"))
                .withInputs(made.inputs());
    }

    private ResourceState asFarAsDone(ResourceState made) throws InterruptedException {
        try {
            return withoutDoubtful(read(made).orElse(made));
        } catch (ProviderException e) {
            // The first failure is the one to report; what cannot be read is set again by the next run.
            return withoutDoubtful(made);
        }
    }

    private ResourceState withoutDoubtful(ResourceState made) {
        return made.withInputs(made.inputs().without(resource.doubtful()));
    }

    private ResourceState asFarAsChanged(ResourceState old, Properties inputs) throws InterruptedException {
        Properties known = old.inputs();
        for (Map.Entry<String, PropertyValue> input : inputs.values().entrySet()) {
            known = known.withDefault(input.getKey(), input.getValue());
        }
        try {
            ResourceState now = read(old.withInputs(known)).orElse(old);
            return now.withInputs(now.inputs().without(resource.doubtful()));
        } catch (ProviderException e) {
            return old;
        }
    }

    private static <T> T guarded(Call<T> call) throws ProviderException, InterruptedException {
        try {
            return call.run();
        } catch (AbortedException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("interrupted in a call to AWS").initCause(e);
        } catch (SdkException e) {
            throw AwsErrors.explained(e);
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws ProviderException, InterruptedException;
    }
}
