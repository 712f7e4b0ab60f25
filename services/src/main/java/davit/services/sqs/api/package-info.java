/** A class for every operation of SQS. */
@NullMarked
package davit.services.sqs.api;

import org.jspecify.annotations.NullMarked;
