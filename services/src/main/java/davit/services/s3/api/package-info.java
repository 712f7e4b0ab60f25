/** S3's operations, one class each, named as AWS names them. */
@NullMarked
package davit.services.s3.api;

import org.jspecify.annotations.NullMarked;
