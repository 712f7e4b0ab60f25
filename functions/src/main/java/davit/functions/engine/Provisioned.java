package davit.functions.engine;

/**
 * The environments that are kept ready for one version.
 *
 * @param allocated how many are initialised, whether an invocation runs in them or not
 * @param available how many of them wait for an invocation
 * @param failures how many inits in a row failed since one succeeded
 */
public record Provisioned(int allocated, int available, int failures) {
    /** None. */
    public static final Provisioned NONE = new Provisioned(0, 0, 0);

    /** Together with those of another version. */
    public Provisioned and(Provisioned other) {
        return new Provisioned(
                allocated + other.allocated, available + other.available, Math.max(failures, other.failures));
    }
}
