/** What functions and the platform write to CloudWatch Logs. Start at {@link davit.functions.logs.FunctionLog}. */
@NullMarked
package davit.functions.logs;

import org.jspecify.annotations.NullMarked;
