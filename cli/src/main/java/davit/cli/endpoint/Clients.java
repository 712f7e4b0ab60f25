package davit.cli.endpoint;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** SDK clients for a server. The caller closes them. */
public final class Clients {
    /** A little longer than the longest invocation. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(910);

    private Clients() {}

    /** A client of Lambda. */
    public static LambdaClient lambda(Endpoint endpoint) {
        return configured(LambdaClient.builder(), endpoint).build();
    }

    /** A client of CloudWatch Logs. */
    public static CloudWatchLogsClient logs(Endpoint endpoint) {
        return configured(CloudWatchLogsClient.builder(), endpoint).build();
    }

    /** A client of ECR. */
    public static EcrClient ecr(Endpoint endpoint) {
        return configured(EcrClient.builder(), endpoint).build();
    }

    /** A client of S3, in path style, which needs no name service. */
    public static S3Client s3(Endpoint endpoint) {
        return configured(S3Client.builder().forcePathStyle(true), endpoint).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, Endpoint endpoint) {
        return builder.endpointOverride(endpoint.url())
                .region(Region.of(endpoint.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT));
    }
}
