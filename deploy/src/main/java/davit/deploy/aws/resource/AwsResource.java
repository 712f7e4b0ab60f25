package davit.deploy.aws.resource;

import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.Checked;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A resource type of AWS, by the calls that it takes. {@link GuardedResource} makes a {@link
 * davit.deploy.provider.ResourceType} of it.
 *
 * <p>The SDK's exceptions may pass; they become {@link ProviderException}s with AWS's message.
 *
 * <p>Thread safety: called from many threads at once.
 */
public interface AwsResource {
    /** The properties. */
    Schema schema();

    /** What is wrong with the inputs beyond what the schema says. */
    default List<Checked.Failure> validate(Properties inputs) {
        return List.of();
    }

    /** The outputs that an update which changes {@code changed} may change. */
    default List<String> unstable(Set<String> changed, Properties inputs) {
        return schema().unstable();
    }

    /** The input that becomes the id, for types whose names can be automatic; empty if AWS chooses the id. */
    default Optional<String> idInput() {
        return Optional.empty();
    }

    /**
     * Makes it by one call.
     *
     * @return the id; from then on it exists
     */
    String create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException;

    /** Does what is left after {@link #create}. */
    default void complete(OperationContext context, String id, Properties inputs)
            throws ProviderException, InterruptedException {}

    /** The inputs that may not be in force if {@link #complete} failed, although the cloud shows them. */
    default Set<String> doubtful() {
        return Set.of();
    }

    /**
     * The outputs as the cloud has them; empty if it is gone.
     *
     * @param state what is known; only the id for one that is looked up
     */
    Optional<Properties> read(ResourceState state) throws ProviderException, InterruptedException;

    /** Changes what differs between {@code old} and {@code inputs}, and waits until it is in force. */
    void update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException;

    /** Deletes it; one that is gone is no failure. */
    void delete(OperationContext context, ResourceState state) throws ProviderException, InterruptedException;
}
