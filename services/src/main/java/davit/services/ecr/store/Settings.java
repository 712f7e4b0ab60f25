package davit.services.ecr.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ECR knows of a repository beside its content.
 *
 * @param region where it was made
 * @param scanOnPush whether images shall be scanned when they are pushed
 * @param encryptionType how it is said to be encrypted
 * @param tags the repository's own tags
 * @param policy the repository's policy; absent if it has none
 * @param lifecyclePolicy which images shall expire; absent if it has none
 * @param lifecyclePolicyAt when that was set
 */
public record Settings(
        String region,
        boolean scanOnPush,
        String encryptionType,
        Map<String, String> tags,
        @Nullable String policy,
        @Nullable String lifecyclePolicy,
        @Nullable Instant lifecyclePolicyAt) {
    /** Keeps a copy. */
    public Settings {
        tags = Map.copyOf(tags);
    }

    /** With another policy, or none. */
    public Settings withPolicy(@Nullable String text) {
        return new Settings(region, scanOnPush, encryptionType, tags, text, lifecyclePolicy, lifecyclePolicyAt);
    }

    /** With another lifecycle policy, or none. */
    public Settings withLifecyclePolicy(@Nullable String text, @Nullable Instant at) {
        return new Settings(region, scanOnPush, encryptionType, tags, policy, text, at);
    }

    /** With other tags. */
    public Settings withTags(Map<String, String> all) {
        return new Settings(region, scanOnPush, encryptionType, all, policy, lifecyclePolicy, lifecyclePolicyAt);
    }

    /** With scanning on or off. */
    public Settings withScanOnPush(boolean scans) {
        return new Settings(region, scans, encryptionType, tags, policy, lifecyclePolicy, lifecyclePolicyAt);
    }
}
