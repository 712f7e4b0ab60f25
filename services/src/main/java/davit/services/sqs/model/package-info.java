/** Attributes, messages, digests, receipt handles, errors of SQS; pure. */
@NullMarked
package davit.services.sqs.model;

import org.jspecify.annotations.NullMarked;
