package davit.services.iam.model;

import davit.base.json.Json;
import davit.services.iam.model.PolicyDocument.Condition;
import davit.services.iam.model.PolicyDocument.Effect;
import davit.services.iam.model.PolicyDocument.Patterns;
import davit.services.iam.model.PolicyDocument.Principals;
import davit.services.iam.model.PolicyDocument.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads policy documents, as strict as IAM is when they are written.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">the grammar</a>
 */
public final class PolicyParser {
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> PRINCIPAL_KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");

    private PolicyParser() {}

    /**
     * Reads a policy of a user, group or role: it names resources and no principals.
     *
     * @throws davit.aws.operation.ServiceException {@code MalformedPolicyDocument}
     */
    public static PolicyDocument identityPolicy(String text) {
        PolicyDocument document = parse(text);
        for (Statement statement : document.statements()) {
            if (statement.principals().isPresent()) {
                throw malformed("Policy document should not specify a principal.");
            }
            if (statement.resources().isEmpty()) {
                throw malformed("Policy statement must contain resources.");
            }
        }
        return document;
    }

    /**
     * Reads a role's trust policy: it names principals and no resources.
     *
     * @throws davit.aws.operation.ServiceException {@code MalformedPolicyDocument}
     */
    public static PolicyDocument trustPolicy(String text) {
        PolicyDocument document = parse(text);
        for (Statement statement : document.statements()) {
            if (statement.resources().isPresent()) {
                throw malformed("Has prohibited field Resource");
            }
            if (statement.principals().isEmpty()) {
                throw malformed("Missing required field Principal");
            }
        }
        return document;
    }

    /**
     * Reads any policy, as resources have.
     *
     * @throws davit.aws.operation.ServiceException {@code MalformedPolicyDocument}
     */
    public static PolicyDocument parse(String text) {
        JsonNode json = json(text);
        if (!json.isObject() || !json.has("Statement")) {
            throw malformed("Syntax errors in policy.");
        }
        if (json.has("Version") && !VERSIONS.contains(json.path("Version").asString(""))) {
            throw malformed("The policy must contain a valid version string");
        }
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : elements(json.get("Statement"))) {
            statements.add(statement(statement));
        }
        if (statements.isEmpty()) {
            throw malformed("Syntax errors in policy.");
        }
        return new PolicyDocument(statements);
    }

    private static JsonNode json(String text) {
        try {
            return Json.tree(text);
        } catch (JacksonException e) {
            throw malformed("This policy contains invalid Json");
        }
    }

    private static Iterable<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private static Statement statement(JsonNode json) {
        Effect effect = switch (json.path("Effect").asString("")) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw malformed("Missing required field Effect");
        };
        Patterns actions =
                patterns(json, "Action").orElseThrow(() -> malformed("Policy statement must contain actions."));
        if (actions.patterns().stream().anyMatch(action -> !action.equals("*") && !action.contains(":"))) {
            throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        Optional<Patterns> resources = patterns(json, "Resource");
        resources.ifPresent(PolicyParser::checkResources);
        return new Statement(effect, actions, resources, principals(json), conditions(json.path("Condition")));
    }

    private static void checkResources(Patterns resources) {
        for (String resource : resources.patterns()) {
            if (!resource.equals("*") && !resource.startsWith("arn:")) {
                throw malformed("Resource " + resource + " must be in ARN format or \"*\".");
            }
        }
    }

    private static Optional<Patterns> patterns(JsonNode json, String name) {
        String negated = "Not" + name;
        if (json.has(name) && json.has(negated)) {
            throw malformed("Syntax errors in policy.");
        }
        boolean isComplement = json.has(negated);
        JsonNode values = json.get(isComplement ? negated : name);
        return values == null ? Optional.empty() : Optional.of(new Patterns(strings(values), isComplement));
    }

    private static List<String> strings(JsonNode node) {
        List<String> values = new ArrayList<>();
        for (JsonNode element : elements(node)) {
            if (!element.isValueNode()) {
                throw malformed("Syntax errors in policy.");
            }
            values.add(element.asString());
        }
        return values;
    }

    private static Optional<Principals> principals(JsonNode json) {
        boolean isComplement = json.has("NotPrincipal");
        JsonNode node = json.get(isComplement ? "NotPrincipal" : "Principal");
        if (node == null) {
            return Optional.empty();
        }
        Map<String, List<String>> byKind = new HashMap<>();
        if (node.isString()) {
            if (!node.asString().equals("*")) {
                throw malformed("Invalid principal in policy: \"" + node.asString() + "\"");
            }
            byKind.put("AWS", List.of("*"));
        } else {
            node.properties().forEach(entry -> {
                if (!PRINCIPAL_KINDS.contains(entry.getKey())) {
                    throw malformed("Invalid principal in policy: \"" + entry.getKey() + "\"");
                }
                byKind.put(entry.getKey(), strings(entry.getValue()));
            });
        }
        return Optional.of(new Principals(byKind, isComplement));
    }

    private static List<Condition> conditions(JsonNode json) {
        List<Condition> conditions = new ArrayList<>();
        json.properties().forEach(operator -> {
            if (!ConditionOperators.isKnown(operator.getKey())) {
                throw malformed("Invalid Condition type : " + operator.getKey() + ".");
            }
            operator.getValue()
                    .properties()
                    .forEach(key ->
                            conditions.add(new Condition(operator.getKey(), key.getKey(), strings(key.getValue()))));
        });
        return conditions;
    }

    private static RuntimeException malformed(String message) {
        return IamError.MALFORMED_POLICY_DOCUMENT.with(message);
    }
}
