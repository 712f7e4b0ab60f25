/** What of Lambda survives a restart: functions, policies, accepted events. Start at {@link davit.functions.store.Functions}. */
@NullMarked
package davit.functions.store;

import org.jspecify.annotations.NullMarked;
