/**
 * S3: buckets, objects and their notifications.
 *
 * <p>Start with {@link davit.services.s3.S3Service}.
 */
@NullMarked
package davit.services.s3;

import org.jspecify.annotations.NullMarked;
