/** What S3 does without a request: it delivers events and removes content that nothing refers to. */
@NullMarked
package davit.services.s3.work;

import org.jspecify.annotations.NullMarked;
