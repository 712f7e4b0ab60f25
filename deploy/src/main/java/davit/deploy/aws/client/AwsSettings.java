package davit.deploy.aws.client;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * How AWS is reached.
 *
 * @param endpoint where every service is; empty means AWS itself
 * @param endpoints where single services are, by Pulumi's names for them ({@code lambda}, {@code cloudwatchlogs})
 * @param region the region of resources that name none
 * @param credentials what requests are signed with
 * @param maxAttempts how often a request is tried
 * @param tags the tags of all resources
 */
public record AwsSettings(
        Optional<URI> endpoint,
        Map<String, URI> endpoints,
        String region,
        AwsCredentialsProvider credentials,
        int maxAttempts,
        TagRules tags) {
    /** Keeps a copy. */
    public AwsSettings {
        endpoints = Map.copyOf(endpoints);
    }

    /** Where a service is; empty means at AWS. */
    Optional<URI> endpointOf(String service) {
        return Optional.ofNullable(endpoints.get(service)).or(this::endpoint);
    }
}
