package davit.services.s3.model;

import davit.aws.arn.Arn;
import java.util.List;

/**
 * That a function or a queue hears of some events.
 *
 * @param id the rule's name, unique in the bucket
 * @param function whom to tell: a function or a queue
 * @param events {@code s3:ObjectCreated:*}
 * @param prefix how keys begin; empty for any
 * @param suffix how keys end; empty for any
 */
public record NotificationRule(String id, Arn function, List<String> events, String prefix, String suffix) {
    private static final String ALL = "*";

    /** Keeps a copy. */
    public NotificationRule {
        events = List.copyOf(events);
    }

    /** With another name. */
    public NotificationRule named(String its) {
        return new NotificationRule(its, function, events, prefix, suffix);
    }

    /** Whether a queue hears of the events. */
    public boolean isForQueue() {
        return function.service().equals("sqs");
    }

    /** Whether an event of an object is one of the rule's; {@code event} as {@code s3:ObjectCreated:Put}. */
    public boolean covers(String event, String key) {
        return key.startsWith(prefix)
                && key.endsWith(suffix)
                && events.stream().anyMatch(pattern -> meet(pattern, event));
    }

    /** Whether two names of events, either of which may end with {@code *}, have an event in common. */
    static boolean meet(String one, String other) {
        if (one.endsWith(ALL)) {
            return other.startsWith(one.substring(0, one.length() - 1));
        }
        return other.endsWith(ALL) ? meet(other, one) : one.equals(other);
    }
}
