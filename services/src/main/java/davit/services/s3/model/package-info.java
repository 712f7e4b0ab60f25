/** Names, checksums, ranges, conditions, notifications and errors of S3; pure. */
@NullMarked
package davit.services.s3.model;

import org.jspecify.annotations.NullMarked;
