/** What S3 keeps: buckets with their settings, objects, uploads, and events on their way. */
@NullMarked
package davit.services.s3.store;

import org.jspecify.annotations.NullMarked;
