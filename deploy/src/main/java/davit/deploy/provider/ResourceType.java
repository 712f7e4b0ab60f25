package davit.deploy.provider;

import davit.deploy.value.Properties;
import java.util.Optional;

/**
 * How resources of one type, as {@code aws:s3/bucket:Bucket}, are made, changed and deleted.
 *
 * <p>Values: what {@code create}, {@code read}, {@code update} and {@code delete} get has no unknown value and no mark
 * of a secret or output in it. {@code check}, {@code diff} and {@code preview} get no marks either, but unknown values
 * are possible in previews. Numbers are doubles. Outputs should hold the inputs too (with what the cloud made of them),
 * because programs read them from there; an output whose input was secret is marked as secret by the engine, and a type
 * may mark more with {@link davit.deploy.value.PropertyValue.SecretValue}.
 *
 * <p>Failures are {@link ProviderException}s with the cloud's own words. Interruption ends a call as soon as possible.
 *
 * <p>Thread safety: called from many threads at once, for different resources.
 */
public interface ResourceType {
    /** The type token. */
    String token();

    /**
     * The inputs with defaults and automatic names filled in, and what is wrong with them.
     *
     * <p>Called before every diff and create. May read local files (a context folder to build), but talks to no cloud.
     * Must give the same result for the same inputs, but for automatic names ({@link CheckRequest#withAutomaticName}).
     */
    Checked check(CheckRequest request);

    /**
     * What differs between a resource and its new inputs, and whether it must be replaced for it. Pure; {@link
     * Difference#between} does most of it.
     *
     * @param old the resource as it was last made, changed or read
     * @param inputs the new inputs, checked
     */
    Difference diff(ResourceState old, Properties inputs);

    /**
     * The outputs that a preview shows for a resource that would be updated in place. Outputs that the update may
     * change in a way that only the cloud knows should be {@link davit.deploy.value.PropertyValue.UnknownValue}. Pure.
     *
     * <p>(For one that would be created, the preview shows the checked inputs, and every other output is unknown.)
     */
    default Properties preview(ResourceState old, Properties inputs) {
        return old.outputs().withAll(inputs);
    }

    /**
     * Makes the resource and waits until others can use it.
     *
     * @return its state: the id that the cloud knows it by (never empty), the inputs as they were given, the outputs
     * @throws ProviderException if nothing was made; {@link PartialFailureException} if something was made
     */
    ResourceState create(OperationContext context, Properties inputs) throws ProviderException, InterruptedException;

    /**
     * The id that {@link #create} gives to a resource with these inputs, if it is an automatic name among them. A run that
     * was killed during a create is mended by it: the next run reads the resource with this id, and takes it over if it
     * exists. Empty if only the cloud knows the id, and for a name that the program chose: there may be a resource of
     * somebody else's with it. Pure.
     */
    default Optional<String> predictedId(Properties inputs) {
        return Optional.empty();
    }

    /**
     * The resource as it is now; empty if it is gone.
     *
     * @param state what is known; only its id for a resource that is looked up ({@code Bucket.get(…)}) or imported
     * @return with inputs that would make {@link #diff} find what somebody else changed. For properties that the program
     *     did not set, the inputs stay as they are.
     */
    Optional<ResourceState> read(OperationContext context, ResourceState state)
            throws ProviderException, InterruptedException;

    /**
     * Changes the resource in place and waits until the change has come into force.
     *
     * @param old the resource as it was
     * @param inputs the new inputs, checked
     * @return the new state, with the old id
     * @throws ProviderException if nothing was changed; {@link PartialFailureException} if something was
     */
    ResourceState update(OperationContext context, ResourceState old, Properties inputs)
            throws ProviderException, InterruptedException;

    /** Deletes the resource and waits until its name is free again. One that is gone already is no failure. */
    void delete(OperationContext context, ResourceState state) throws ProviderException, InterruptedException;
}
