package davit.deploy.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * What holds where a program's provider configuration says nothing.
 *
 * @param endpoint where AWS is; empty means AWS itself
 * @param region the region
 * @param credentials what requests are signed with
 */
public record AwsDefaults(Optional<URI> endpoint, String region, AwsCredentialsProvider credentials) {}
