package davit.services.sqs.model;

import davit.aws.arn.Arn;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Which queues may use a queue for their dead letters.
 *
 * @param permission {@code allowAll}, {@code denyAll} or {@code byQueue}
 * @param sources the ARNs with {@code byQueue}
 */
public record RedriveAllowPolicy(String permission, List<String> sources) {
    private static final int MOST_SOURCES = 10;
    private static final String BY_QUEUE = "byQueue";

    /** Keeps a copy. */
    public RedriveAllowPolicy {
        sources = List.copyOf(sources);
    }

    /** Whether {@code source} may. */
    public boolean allows(Arn source) {
        return permission.equals("allowAll") || (permission.equals(BY_QUEUE) && sources.contains(source.toString()));
    }

    /**
     * Reads the value of the attribute {@code RedriveAllowPolicy}.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidParameterValue}
     */
    public static RedriveAllowPolicy parse(String text) {
        JsonNode json = RedrivePolicy.object(text)
                .orElseThrow(() -> invalid(text, "Redrive allow policy is not a valid JSON map."));
        String permission = json.path("redrivePermission").asString("");
        if (!List.of("allowAll", "denyAll", BY_QUEUE).contains(permission)) {
            throw invalid(
                    text,
                    "Amazon SQS can't create the redrive allow policy: redrivePermission must be one of"
                            + " [allowAll, denyAll, byQueue].");
        }
        List<String> sources = StreamSupport.stream(json.path("sourceQueueArns").spliterator(), false)
                .map(source -> source.asString(""))
                .toList();
        if (permission.equals(BY_QUEUE) == sources.isEmpty()) {
            throw invalid(text, "sourceQueueArns must be given with redrivePermission byQueue, and only then.");
        }
        if (sources.size() > MOST_SOURCES || !sources.stream().allMatch(Arn::isArn)) {
            throw invalid(text, "sourceQueueArns must be up to " + MOST_SOURCES + " ARNs of queues.");
        }
        return new RedriveAllowPolicy(permission, sources);
    }

    private static RuntimeException invalid(String text, String reason) {
        return SqsError.invalid(text, "RedriveAllowPolicy", reason);
    }
}
