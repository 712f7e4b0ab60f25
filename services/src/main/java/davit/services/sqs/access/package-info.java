/** How other services meet queues: as targets of events, and as sources of messages. */
@NullMarked
package davit.services.sqs.access;

import org.jspecify.annotations.NullMarked;
