/** What of queues and messages survives a restart. Start at {@link davit.services.sqs.store.MessageStore}. */
@NullMarked
package davit.services.sqs.store;

import org.jspecify.annotations.NullMarked;
