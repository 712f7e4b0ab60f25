/** Queues as they live in memory: who gets which message when. Start at {@link davit.services.sqs.work.Queue}. */
@NullMarked
package davit.services.sqs.work;

import org.jspecify.annotations.NullMarked;
