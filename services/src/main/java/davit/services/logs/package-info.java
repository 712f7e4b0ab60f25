/** CloudWatch Logs: groups, streams and their events. Start at {@link davit.services.logs.LogsService}. */
@NullMarked
package davit.services.logs;

import org.jspecify.annotations.NullMarked;
