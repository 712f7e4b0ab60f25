/**
 * SQS: queues whose messages survive a crash once they were accepted. Start at {@link davit.services.sqs.SqsService}.
 */
@NullMarked
package davit.services.sqs;

import org.jspecify.annotations.NullMarked;
