package davit.services.iam.store;

import davit.aws.arn.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A role with everything that belongs to it.
 *
 * @param name unique in the account without regard to case
 * @param path begins and ends with a slash
 * @param id {@code AROA…}
 * @param trustPolicy who may assume it
 * @param maxSessionSeconds the longest session
 * @param inlinePolicies documents by name
 * @param attachedPolicies ARNs of policies in the order they were attached
 */
public record StoredRole(
        String name,
        String path,
        String id,
        String account,
        Instant created,
        String trustPolicy,
        String description,
        int maxSessionSeconds,
        SortedMap<String, String> inlinePolicies,
        List<String> attachedPolicies,
        SortedMap<String, String> tags) {
    /** Keeps copies. */
    public StoredRole {
        inlinePolicies = new TreeMap<>(inlinePolicies);
        attachedPolicies = List.copyOf(attachedPolicies);
        tags = new TreeMap<>(tags);
    }

    /** {@code arn:aws:iam::ACCOUNT:role/PATH/NAME}. */
    public Arn arn() {
        return Arn.of("iam", "", account, "role" + path + name);
    }

    /** With another trust policy. */
    public StoredRole withTrustPolicy(String document) {
        return new StoredRole(
                name,
                path,
                id,
                account,
                created,
                document,
                description,
                maxSessionSeconds,
                inlinePolicies,
                attachedPolicies,
                tags);
    }

    /** With other settings. */
    public StoredRole withSettings(String newDescription, int newMaxSessionSeconds) {
        return new StoredRole(
                name,
                path,
                id,
                account,
                created,
                trustPolicy,
                newDescription,
                newMaxSessionSeconds,
                inlinePolicies,
                attachedPolicies,
                tags);
    }

    /** With other inline policies. */
    public StoredRole withInlinePolicies(Map<String, String> documents) {
        return new StoredRole(
                name,
                path,
                id,
                account,
                created,
                trustPolicy,
                description,
                maxSessionSeconds,
                new TreeMap<>(documents),
                attachedPolicies,
                tags);
    }

    /** With other attached policies. */
    public StoredRole withAttachedPolicies(List<String> arns) {
        return new StoredRole(
                name,
                path,
                id,
                account,
                created,
                trustPolicy,
                description,
                maxSessionSeconds,
                inlinePolicies,
                arns,
                tags);
    }

    /** With other tags. */
    public StoredRole withTags(Map<String, String> newTags) {
        return new StoredRole(
                name,
                path,
                id,
                account,
                created,
                trustPolicy,
                description,
                maxSessionSeconds,
                inlinePolicies,
                attachedPolicies,
                new TreeMap<>(newTags));
    }
}
