package davit.services.s3.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On what conditions an object is read, as HTTP has them: a tag that matches makes the older condition on time void.
 */
public record ReadConditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {
    /**
     * Checks an object.
     *
     * @throws davit.aws.operation.ServiceException {@code PreconditionFailed}, {@code NotModified}
     */
    public void check(String eTag, Instant lastModified) {
        checkMustHold(eTag, lastModified);
        Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        boolean isKnown = ifNoneMatch != null
                ? ETag.matches(ifNoneMatch, eTag)
                : ifModifiedSince != null && !modified.isAfter(ifModifiedSince);
        if (isKnown) {
            throw S3Error.NOT_MODIFIED.now();
        }
    }

    /**
     * Checks the source of a copy, for which what it is already is a failed condition too.
     *
     * @throws davit.aws.operation.ServiceException {@code PreconditionFailed}
     */
    public void checkSource(String eTag, Instant lastModified) {
        checkMustHold(eTag, lastModified);
        Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        if (ifNoneMatch != null) {
            if (ETag.matches(ifNoneMatch, eTag)) {
                throw failed("x-amz-copy-source-If-None-Match");
            }
        } else if (ifModifiedSince != null && !modified.isAfter(ifModifiedSince)) {
            throw failed("x-amz-copy-source-If-Modified-Since");
        }
    }

    private void checkMustHold(String eTag, Instant lastModified) {
        Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch != null) {
            if (!ETag.matches(ifMatch, eTag)) {
                throw failed("If-Match");
            }
        } else if (ifUnmodifiedSince != null && modified.isAfter(ifUnmodifiedSince)) {
            throw failed("If-Unmodified-Since");
        }
    }

    private static RuntimeException failed(String condition) {
        return S3Error.PRECONDITION_FAILED.about(Map.of("Condition", condition));
    }
}
