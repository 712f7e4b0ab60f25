package davit.services.s3.model;

import davit.aws.arn.Arn;
import org.jspecify.annotations.Nullable;

/**
 * Where an object is.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 */
public record ObjectAddress(String bucket, String key) {
    /**
     * The address that a request names.
     *
     * @throws davit.aws.operation.ServiceException {@code KeyTooLongError}
     */
    public static ObjectAddress of(@Nullable String bucket, @Nullable String key) {
        return new ObjectAddress(bucket == null ? "" : bucket, ObjectKey.check(key));
    }

    /** The ARN of the object. */
    public Arn arn() {
        return BucketName.arn(bucket + "/" + key);
    }
}
