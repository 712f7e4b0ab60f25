/** One class per operation of IAM and STS. */
@NullMarked
package davit.services.iam.api;

import org.jspecify.annotations.NullMarked;
