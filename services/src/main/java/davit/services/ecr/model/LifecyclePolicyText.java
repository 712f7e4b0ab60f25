package davit.services.ecr.model;

import davit.aws.operation.ServiceException;
import davit.base.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The rules for <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">
 * lifecycle policies</a>.
 */
public final class LifecyclePolicyText {
    private static final Set<String> TAG_STATUSES = Set.of("tagged", "untagged", "any");
    private static final Set<String> COUNT_TYPES = Set.of("imageCountMoreThan", "sinceImagePushed");

    private LifecyclePolicyText() {}

    /** The text, if it is a lifecycle policy. */
    public static String check(@Nullable String text) {
        if (text == null) {
            throw invalid("Lifecycle policy text is missing");
        }
        JsonNode rules;
        try {
            rules = Json.tree(text).path("rules");
        } catch (JacksonException e) {
            throw invalid("Could not parse the lifecycle policy: " + e.getOriginalMessage());
        }
        if (!rules.isArray() || rules.isEmpty()) {
            throw invalid("The lifecycle policy has no rules");
        }
        Set<Integer> priorities = new HashSet<>();
        for (JsonNode rule : rules) {
            int priority = rule.path("rulePriority").asInt(0);
            if (priority < 1 || !priorities.add(priority)) {
                throw invalid("Each rulePriority must be a number of its own, 1 or more");
            }
            checkSelection(rule.path("selection"));
            if (!List.of("expire", "transition")
                    .contains(rule.path("action").path("type").asString(""))) {
                throw invalid("The action of rule " + priority + " must be of type expire");
            }
        }
        return text;
    }

    private static void checkSelection(JsonNode selection) {
        String status = selection.path("tagStatus").asString("");
        if (!TAG_STATUSES.contains(status)) {
            throw invalid("tagStatus must be tagged, untagged or any");
        }
        boolean hasTags = selection.path("tagPrefixList").size()
                        + selection.path("tagPatternList").size()
                > 0;
        if (hasTags != status.equals("tagged")) {
            throw invalid("tagPrefixList or tagPatternList is needed with tagStatus tagged, and only there");
        }
        String countType = selection.path("countType").asString("");
        if (!COUNT_TYPES.contains(countType)) {
            throw invalid("countType must be imageCountMoreThan or sinceImagePushed");
        }
        boolean hasUnit = selection.path("countUnit").asString("").equals("days");
        if (hasUnit != countType.equals("sinceImagePushed")) {
            throw invalid("countUnit days is needed with countType sinceImagePushed, and only there");
        }
        if (selection.path("countNumber").asInt(0) < 1) {
            throw invalid("countNumber must be 1 or more");
        }
    }

    private static ServiceException invalid(String reason) {
        return EcrError.invalid("LifecyclePolicyText", "Lifecycle policy validation failure: " + reason);
    }
}
