package davit.services.iam.api;

import davit.services.iam.store.Roles;
import davit.services.iam.store.StoredPolicy;
import davit.services.iam.store.StoredRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** What is stored, as the SDK's shapes. */
final class Shapes {
    private Shapes() {}

    static Role role(StoredRole role) {
        return Role.builder()
                .roleName(role.name())
                .roleId(role.id())
                .path(role.path())
                .arn(role.arn().toString())
                .createDate(role.created())
                .assumeRolePolicyDocument(encoded(role.trustPolicy()))
                .description(role.description().isEmpty() ? null : role.description())
                .maxSessionDuration(role.maxSessionSeconds())
                .tags(tags(role.tags()))
                .build();
    }

    static Policy policy(StoredPolicy policy, int attachments) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.defaultVersion())
                .attachmentCount(attachments)
                .permissionsBoundaryUsageCount(0)
                .isAttachable(true)
                .description(policy.description().isEmpty() ? null : policy.description())
                .createDate(policy.created())
                .updateDate(policy.current().created())
                .build();
    }

    static PolicyVersion version(StoredPolicy policy, StoredPolicy.Version version) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .document(encoded(version.document()))
                .isDefaultVersion(version.id().equals(policy.defaultVersion()))
                .createDate(version.created())
                .build();
    }

    static int attachments(Roles roles, String policyArn) {
        return (int) roles.all().stream()
                .filter(role -> role.attachedPolicies().contains(policyArn))
                .count();
    }

    static SortedMap<String, String> tags(List<Tag> tags) {
        SortedMap<String, String> byKey = new TreeMap<>();
        tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
        return byKey;
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** IAM answers with documents in percent-encoding (RFC 3986). */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
