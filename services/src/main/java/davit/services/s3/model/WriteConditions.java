package davit.services.s3.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On what conditions an object is written.
 *
 * @param ifMatch the tag that the object in the place must have
 * @param ifNoneMatch {@code *}: there must be none
 */
public record WriteConditions(
        @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    /** On no condition. */
    public static final WriteConditions NONE = new WriteConditions(null, null);

    /** Checks that the conditions are ones that S3 knows. */
    public WriteConditions {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw S3Error.NOT_IMPLEMENTED.with(
                    "A header you provided implies functionality that is not implemented",
                    Map.of("Header", "If-None-Match"));
        }
    }

    /**
     * Checks what is in the place.
     *
     * @param existing the bare tag of the object that is there; null if there is none
     * @throws davit.aws.operation.ServiceException {@code PreconditionFailed}, {@code NoSuchKey}
     */
    public void check(String key, @Nullable String existing) {
        if (ifNoneMatch != null && existing != null) {
            throw S3Error.PRECONDITION_FAILED.about(Map.of("Condition", "If-None-Match"));
        }
        if (ifMatch != null) {
            if (existing == null) {
                throw S3Error.NO_SUCH_KEY.about(Map.of("Key", key));
            }
            if (!ETag.matches(ifMatch, existing)) {
                throw S3Error.PRECONDITION_FAILED.about(Map.of("Condition", "If-Match"));
            }
        }
    }
}
