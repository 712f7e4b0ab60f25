/** What IAM answers to all services through the ports of {@code davit.aws.port}. */
@NullMarked
package davit.services.iam.access;

import org.jspecify.annotations.NullMarked;
