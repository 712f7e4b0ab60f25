/** Resource types of CloudWatch Logs. */
@NullMarked
package davit.deploy.aws.logs;

import org.jspecify.annotations.NullMarked;
