/** Resource types of S3, a class each. */
@NullMarked
package davit.deploy.aws.s3;

import org.jspecify.annotations.NullMarked;
