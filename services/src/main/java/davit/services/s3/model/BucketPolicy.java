package davit.services.s3.model;

import davit.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What S3 itself demands of a bucket's policy; IAM evaluates it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html">bucket policies</a>
 */
public final class BucketPolicy {
    private static final int MOST_BYTES = 20 * 1024;

    /** Conditions on these keys keep a policy for everybody from being public. */
    private static final Set<String> LIMITING_KEYS = Set.of(
            "aws:sourceip",
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:userid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

    private BucketPolicy() {}

    /**
     * The document, if the bucket may have it.
     *
     * @throws davit.aws.operation.ServiceException {@code MalformedPolicy}
     */
    public static String check(@Nullable String document, String bucket) {
        if (document == null || !document.stripLeading().startsWith("{")) {
            throw S3Error.MALFORMED_POLICY.now();
        }
        if (document.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw S3Error.MALFORMED_POLICY.with("Policy exceeds the maximum allowed document size.");
        }
        JsonNode statements = parse(document).path("Statement");
        if (statements.isMissingNode() || elements(statements).findAny().isEmpty()) {
            throw S3Error.MALFORMED_POLICY.with("Missing required field Statement");
        }
        elements(statements).forEach(statement -> checkStatement(statement, bucket));
        return document;
    }

    private static JsonNode parse(String document) {
        try {
            return Json.tree(document);
        } catch (JacksonException e) {
            throw S3Error.MALFORMED_POLICY.with("Policies must be valid JSON and the first byte must be '{'");
        }
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static void checkStatement(JsonNode statement, String bucket) {
        for (String field : List.of("Principal", "Action", "Resource")) {
            if (!statement.has(field) && !statement.has("Not" + field)) {
                throw S3Error.MALFORMED_POLICY.with("Missing required field " + field);
            }
        }
        if (!Set.of("Allow", "Deny").contains(statement.path("Effect").asString(""))) {
            throw S3Error.MALFORMED_POLICY.with(
                    "Invalid effect: " + statement.path("Effect").asString(""));
        }
        words(statement, "Action").forEach(action -> {
            if (!action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith("s3:")) {
                throw S3Error.MALFORMED_POLICY.with("Policy has invalid action");
            }
        });
        String arn = BucketName.arn(bucket).toString();
        words(statement, "Resource").forEach(resource -> {
            if (!resource.equals(arn) && !resource.startsWith(arn + "/") && !resource.equals(arn + "*")) {
                throw S3Error.MALFORMED_POLICY.with("Policy has invalid resource");
            }
        });
    }

    private static Stream<String> words(JsonNode statement, String field) {
        JsonNode node = statement.has(field) ? statement.get(field) : statement.path("Not" + field);
        return elements(node).map(word -> word.asString(""));
    }

    /** Whether the policy allows something to everybody. */
    public static boolean isPublic(String document) {
        return elements(Json.tree(document).path("Statement"))
                .filter(statement -> statement.path("Effect").asString("").equals("Allow"))
                .filter(BucketPolicy::isForEverybody)
                .anyMatch(statement -> statement.path("Condition").properties().stream()
                        .flatMap(operator -> operator.getValue().properties().stream())
                        .noneMatch(condition ->
                                LIMITING_KEYS.contains(condition.getKey().toLowerCase(Locale.ROOT))));
    }

    private static boolean isForEverybody(JsonNode statement) {
        if (statement.has("NotPrincipal")) {
            return true;
        }
        JsonNode principal = statement.path("Principal");
        Stream<JsonNode> names = principal.isString() ? Stream.of(principal) : elements(principal.path("AWS"));
        return names.anyMatch(name -> name.asString("").equals("*"));
    }
}
