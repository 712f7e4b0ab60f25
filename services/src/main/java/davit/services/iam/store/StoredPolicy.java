package davit.services.iam.store;

import java.time.Instant;
import java.util.List;

/**
 * A managed policy.
 *
 * @param arn its ARN
 * @param name the last part of the ARN
 * @param path begins and ends with a slash
 * @param id {@code ANPA…}
 * @param description what it is for
 * @param created when the policy was made
 * @param versions the newest last
 * @param defaultVersion the id of the version that counts, {@code v1}
 */
public record StoredPolicy(
        String arn,
        String name,
        String path,
        String id,
        String description,
        Instant created,
        List<Version> versions,
        String defaultVersion) {
    /** Keeps a copy. */
    public StoredPolicy {
        versions = List.copyOf(versions);
    }

    /**
     * One version.
     *
     * @param id {@code v1}
     * @param document the policy
     * @param created when it was made
     */
    public record Version(String id, String document, Instant created) {}

    /** The version that counts. */
    public Version current() {
        return versions.stream()
                .filter(version -> version.id().equals(defaultVersion))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(arn + " has no version " + defaultVersion));
    }

    /** With other versions, of which {@code current} counts. */
    public StoredPolicy withVersions(List<Version> newVersions, String current) {
        return new StoredPolicy(arn, name, path, id, description, created, newVersions, current);
    }
}
