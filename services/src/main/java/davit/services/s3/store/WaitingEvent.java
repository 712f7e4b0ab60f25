package davit.services.s3.store;

import davit.aws.arn.Arn;
import davit.services.s3.model.ObjectAddress;
import java.time.Instant;

/**
 * An event that its function has not taken over yet.
 *
 * @param address the object that it is about
 * @param ruleId the rule that it goes by
 * @param function where to
 * @param event what the function hears, as JSON
 * @param since when it happened
 */
public record WaitingEvent(ObjectAddress address, String ruleId, Arn function, String event, Instant since) {}
