package davit.services.s3.model;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In which region a new bucket comes to be: the one that the request was signed for. Requests to {@code us-east-1} may
 * name another one, because that is where the global endpoint is.
 */
public final class Locations {
    /** The region that the location constraint of its buckets does not name. */
    public static final String UNNAMED = "us-east-1";

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

    private Locations() {}

    /**
     * The region of a new bucket.
     *
     * @param constraint what the request asks for
     * @param region the region of the request
     */
    public static String region(@Nullable String constraint, String region) {
        if (constraint == null || constraint.isEmpty()) {
            if (!region.equals(UNNAMED)) {
                throw S3Error.ILLEGAL_LOCATION_CONSTRAINT.now();
            }
            return UNNAMED;
        }
        String named = constraint.equals("EU") ? "eu-west-1" : constraint;
        if (named.equals(UNNAMED) || !REGION.matcher(named).matches()) {
            throw S3Error.INVALID_LOCATION_CONSTRAINT.with(
                    "The specified location-constraint is not valid", Map.of("LocationConstraint", constraint));
        }
        if (!region.equals(UNNAMED) && !region.equals(named)) {
            throw S3Error.ILLEGAL_LOCATION_CONSTRAINT.with("The " + constraint
                    + " location constraint is incompatible for the region specific endpoint this request was sent"
                    + " to.");
        }
        return named;
    }
}
