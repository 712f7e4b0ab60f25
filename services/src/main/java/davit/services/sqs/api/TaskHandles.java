package davit.services.sqs.api;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.base.json.Json;
import davit.services.sqs.model.QueueName;
import davit.services.sqs.model.SqsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** How clients name moves of messages, and the queues of them. */
final class TaskHandles {
    private static final String ID = "taskId";

    private TaskHandles() {}

    static String write(String id, Arn source) {
        return Base64.getEncoder().encodeToString(Json.bytes(Map.of(ID, id, "sourceArn", source.toString())));
    }

    static Optional<String> read(@Nullable String handle) {
        if (handle == null) {
            return Optional.empty();
        }
        try {
            String json = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8);
            return Optional.of(Json.tree(json).path(ID).asString("")).filter(id -> !id.isEmpty());
        } catch (IllegalArgumentException | JacksonException _) { // nothing that this service gave
            return Optional.empty();
        }
    }

    static Arn arn(@Nullable String text, String parameter) {
        if (text == null || text.isEmpty()) {
            throw SqsError.missing(parameter);
        }
        if (!Arn.isArn(text) || !Arn.parse(text).service().equals("sqs")) {
            throw SqsError.invalid(text, parameter, "It is not the ARN of a queue.");
        }
        return Arn.parse(text);
    }

    static Access access(Addresses addresses, String action, @Nullable String arn) {
        QueueName name = arn != null && Arn.isArn(arn)
                ? new QueueName(Arn.parse(arn).region(), Arn.parse(arn).resource())
                : Addresses.named("*");
        return addresses.access(action, name);
    }
}
