package davit.services.sqs.model;

import davit.aws.arn.Arn;
import davit.base.json.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where messages go that were received too often.
 *
 * @param deadLetterQueue the queue that they go to
 * @param mostReceives how often a message is received before
 */
public record RedrivePolicy(Arn deadLetterQueue, int mostReceives) {
    private static final int MOST_RECEIVES = 1000;

    /**
     * Reads the value of the attribute {@code RedrivePolicy}.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidParameterValue}
     */
    public static RedrivePolicy parse(String text) {
        JsonNode json = object(text).orElseThrow(() -> invalid(text, "Redrive policy is not a valid JSON map."));
        JsonNode target = json.path("deadLetterTargetArn");
        JsonNode count = json.path("maxReceiveCount");
        if (target.isMissingNode()) {
            throw invalid(text, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
        }
        if (count.isMissingNode()) {
            throw invalid(text, "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
        }
        if (json.size() > 2) {
            throw invalid(text, "Only following attributes are supported: [deadLetterTargetArn, maxReceiveCount].");
        }
        Optional<Integer> most = Numbers.within(count.asString(""), 1, MOST_RECEIVES);
        if (most.isEmpty()) {
            throw invalid(
                    text,
                    "Invalid value for maxReceiveCount: " + count.asString("")
                            + ", valid values are from 1 to 1000 both inclusive.");
        }
        if (!Arn.isArn(target.asString(""))
                || !Arn.parse(target.asString("")).service().equals("sqs")) {
            throw invalid(text, "Invalid value for deadLetterTargetArn.");
        }
        return new RedrivePolicy(Arn.parse(target.asString("")), most.get());
    }

    static Optional<JsonNode> object(String text) {
        try {
            JsonNode json = Json.tree(text);
            return json.isObject() ? Optional.of(json) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static RuntimeException invalid(String text, String reason) {
        return SqsError.invalid(text, "RedrivePolicy", reason);
    }
}
