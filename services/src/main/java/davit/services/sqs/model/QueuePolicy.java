package davit.services.sqs.model;

import davit.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What SQS itself demands of a queue's policy, and how {@code AddPermission} changes it; IAM evaluates it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-creating-custom-policies.html">
 *     policies of queues</a>
 */
public final class QueuePolicy {
    private static final int MOST_BYTES = 64 * 1024;
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> PRINCIPALS = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final String STATEMENT = "Statement";

    private QueuePolicy() {}

    /** Whether a queue may have the document. */
    public static boolean isValid(String document) {
        if (document.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return false;
        }
        Optional<JsonNode> json = RedrivePolicy.object(document);
        return json.isPresent()
                && (!json.get().has("Version")
                        || VERSIONS.contains(json.get().path("Version").asString("")))
                && elements(json.get().path(STATEMENT)).findAny().isPresent()
                && elements(json.get().path(STATEMENT)).allMatch(QueuePolicy::isStatement);
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                : node.isMissingNode() ? Stream.empty() : Stream.of(node);
    }

    private static boolean isStatement(JsonNode statement) {
        String effect = statement.path("Effect").asString("");
        return statement.isObject()
                && (effect.equals("Allow") || effect.equals("Deny"))
                && hasOneOf(statement, "Action")
                && !(statement.has("Resource") && statement.has("NotResource"))
                && Stream.of("Action", "NotAction")
                        .flatMap(name -> elements(statement.path(name)))
                        .allMatch(action -> action.asString("").equals("*")
                                || action.asString("").contains(":"))
                && Stream.of("Resource", "NotResource")
                        .flatMap(name -> elements(statement.path(name)))
                        .allMatch(resource -> resource.asString("").equals("*")
                                || resource.asString("").startsWith("arn:"))
                && hasOneOf(statement, "Principal")
                && isPrincipal(statement.path(statement.has("Principal") ? "Principal" : "NotPrincipal"));
    }

    private static boolean hasOneOf(JsonNode statement, String name) {
        return statement.has(name) != statement.has("Not" + name);
    }

    private static boolean isPrincipal(JsonNode principal) {
        return principal.isString()
                ? principal.asString("").equals("*")
                : principal.isObject()
                        && principal.size() > 0
                        && principal.properties().stream()
                                .allMatch(kind -> PRINCIPALS.contains(kind.getKey())
                                        && elements(kind.getValue()).allMatch(JsonNode::isString));
    }

    /**
     * The policy with one more statement.
     *
     * @param document the policy so far, if there is one
     * @throws davit.aws.operation.ServiceException if the statement's name is taken
     */
    public static String with(
            @Nullable String document, String queueArn, String label, List<String> accounts, List<String> actions) {
        ObjectNode policy = document == null ? empty(queueArn) : (ObjectNode) Json.tree(document);
        ArrayNode statements = Json.mapper().createArrayNode();
        elements(policy.path(STATEMENT)).forEach(statements::add);
        if (elements(statements).anyMatch(statement -> isNamed(statement, label))) {
            throw SqsError.invalid(label, "Label", "Already exists.");
        }
        ObjectNode statement = statements.addObject();
        statement.put("Sid", label);
        statement.put("Effect", "Allow");
        ArrayNode principals = statement.putObject("Principal").putArray("AWS");
        accounts.forEach(account -> principals.add("arn:aws:iam::" + account + ":root"));
        ArrayNode named = statement.putArray("Action");
        actions.forEach(action -> named.add("SQS:" + action));
        statement.put("Resource", queueArn);
        policy.set(STATEMENT, statements);
        return Json.text(policy);
    }

    private static ObjectNode empty(String queueArn) {
        ObjectNode policy = Json.mapper().createObjectNode();
        policy.put("Version", "2008-10-17");
        policy.put("Id", queueArn + "/SQSDefaultPolicy");
        return policy;
    }

    private static boolean isNamed(JsonNode statement, String label) {
        return statement.path("Sid").asString("").equals(label);
    }

    /**
     * The policy without a statement; empty if none is left.
     *
     * @throws davit.aws.operation.ServiceException if there is no statement of this name
     */
    public static String without(@Nullable String document, String label) {
        ObjectNode policy = document == null ? empty("") : (ObjectNode) Json.tree(document);
        ArrayNode left = Json.mapper().createArrayNode();
        elements(policy.path(STATEMENT))
                .filter(statement -> !isNamed(statement, label))
                .forEach(left::add);
        if (left.size() == elements(policy.path(STATEMENT)).count()) {
            throw SqsError.invalid(label, "Label", "can't find label on existing policy.");
        }
        policy.set(STATEMENT, left);
        return left.isEmpty() ? "" : Json.text(policy);
    }
}
