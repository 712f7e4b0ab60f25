package davit.services.s3.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules for the notifications of a bucket together: an event of an object goes to one function at most.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">overlaps</a>
 */
public final class NotificationRules {
    private static final int MOST_RULES = 100;
    private static final int LONGEST_ID = 255;
    private static final Set<String> EVENTS = Set.of(
            "s3:ReducedRedundancyLostObject",
            "s3:ObjectCreated:*",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectRemoved:*",
            "s3:ObjectRemoved:Delete",
            "s3:ObjectRemoved:DeleteMarkerCreated",
            "s3:ObjectRestore:*",
            "s3:ObjectRestore:Post",
            "s3:ObjectRestore:Completed",
            "s3:ObjectRestore:Delete",
            "s3:Replication:*",
            "s3:Replication:OperationFailedReplication",
            "s3:Replication:OperationNotTracked",
            "s3:Replication:OperationMissedThreshold",
            "s3:Replication:OperationReplicatedAfterThreshold",
            "s3:LifecycleTransition",
            "s3:IntelligentTiering",
            "s3:ObjectAcl:Put",
            "s3:LifecycleExpiration:*",
            "s3:LifecycleExpiration:Delete",
            "s3:LifecycleExpiration:DeleteMarkerCreated",
            "s3:ObjectTagging:*",
            "s3:ObjectTagging:Put",
            "s3:ObjectTagging:Delete");

    private NotificationRules() {}

    /**
     * Checks rules that a bucket is to have.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidArgument}, {@code MalformedXML}
     */
    public static void check(List<NotificationRule> rules) {
        if (rules.size() > MOST_RULES) {
            throw S3Error.invalidArgument(
                    "A bucket has at most " + MOST_RULES + " notification configurations",
                    "NotificationConfiguration",
                    Integer.toString(rules.size()));
        }
        Set<String> ids = new HashSet<>();
        for (NotificationRule rule : rules) {
            checkRule(rule);
            if (!ids.add(rule.id())) {
                throw S3Error.invalidArgument(
                        "Same ID used for multiple configurations. IDs must be unique", "Id", rule.id());
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            for (NotificationRule other : rules.subList(i + 1, rules.size())) {
                checkOverlap(rules.get(i), other);
            }
        }
    }

    private static void checkRule(NotificationRule rule) {
        if (rule.id().length() > LONGEST_ID) {
            throw S3Error.invalidArgument("ID must not be longer than " + LONGEST_ID, "Id", rule.id());
        }
        if (rule.events().isEmpty()) {
            throw S3Error.MALFORMED_XML.now();
        }
        for (String event : rule.events()) {
            if (!EVENTS.contains(event)) {
                throw S3Error.invalidArgument(
                        "The event '" + event + "' is not supported for notifications", "Event", event);
            }
        }
    }

    private static void checkOverlap(NotificationRule one, NotificationRule other) {
        boolean shareEvents = one.events().stream()
                .anyMatch(event ->
                        other.events().stream().anyMatch(otherEvent -> NotificationRule.meet(event, otherEvent)));
        boolean sharePrefixes =
                one.prefix().startsWith(other.prefix()) || other.prefix().startsWith(one.prefix());
        boolean shareSuffixes =
                one.suffix().endsWith(other.suffix()) || other.suffix().endsWith(one.suffix());
        if (!shareEvents || !sharePrefixes || !shareSuffixes) {
            return;
        }
        boolean haveNoFilters = (one.prefix() + one.suffix() + other.prefix() + other.suffix()).isEmpty();
        throw S3Error.invalidArgument(
                haveNoFilters
                        ? "Configurations overlap. Configurations on the same bucket cannot share a common event type."
                        : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the"
                                + " prefixes are overlapping for the same event type.",
                "Id",
                other.id());
    }
}
