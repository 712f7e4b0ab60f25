package davit.deploy.aws.client;

import davit.base.time.Time;
import davit.deploy.value.Properties;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * AWS as a provider reaches it: clients by service and region, made when they are first used.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Aws implements AutoCloseable {
    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(5);
    /** How long AWS may take until what was made is known everywhere. */
    private static final Duration AWS_PROPAGATION = Duration.ofMinutes(1);
    /** The same behind an endpoint of one's own, which has one copy of everything. */
    private static final Duration LOCAL_PROPAGATION = Duration.ofSeconds(5);

    private final AwsSettings settings;
    private final Time time;
    private final SdkHttpClient http =
            UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT).build();
    private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();

    /** Talks to nobody yet. */
    public Aws(AwsSettings settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    /** Lambda in the resource's region. */
    public LambdaClient lambda(Properties resource) {
        return client(LambdaClient.class, "lambda", resource, LambdaClient::builder);
    }

    /** S3 in the resource's region. */
    public S3Client s3(Properties resource) {
        boolean isOwn = settings.endpointOf("s3").isPresent();
        return client(S3Client.class, "s3", resource, () -> S3Client.builder().forcePathStyle(isOwn));
    }

    /** IAM. */
    public IamClient iam() {
        return client(IamClient.class, "iam", Properties.EMPTY, IamClient::builder);
    }

    /** STS. */
    public StsClient sts() {
        return client(StsClient.class, "sts", Properties.EMPTY, StsClient::builder);
    }

    /** ECR in the resource's region. */
    public EcrClient ecr(Properties resource) {
        return client(EcrClient.class, "ecr", resource, EcrClient::builder);
    }

    /** CloudWatch Logs in the resource's region. */
    public CloudWatchLogsClient logs(Properties resource) {
        return client(CloudWatchLogsClient.class, "cloudwatchlogs", resource, CloudWatchLogsClient::builder);
    }

    /** The region of a resource, else the provider's. */
    public String region(Properties resource) {
        return resource.text("region").filter(region -> !region.isEmpty()).orElse(settings.region());
    }

    /** {@code aws}, or {@code aws-cn} and the like. */
    public String partition(Properties resource) {
        return Region.of(region(resource)).metadata() == null
                ? "aws"
                : Region.of(region(resource)).metadata().partition().id();
    }

    /** The rules for tags. */
    public TagRules tags() {
        return settings.tags();
    }

    /** The clock. */
    public Time time() {
        return time;
    }

    /** How long to wait until something that was made is known everywhere. */
    public Duration propagation() {
        return settings.endpoint().isPresent() ? LOCAL_PROPAGATION : AWS_PROPAGATION;
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            Class<C> type, String service, Properties resource, Supplier<B> builder) {
        String region = region(resource);
        return type.cast(clients.computeIfAbsent(
                service + "@" + region,
                _ -> configured(builder.get(), service)
                        .region(Region.of(region))
                        .build()));
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder, String service) {
        settings.endpointOf(service).ifPresent(builder::endpointOverride);
        return builder.credentialsProvider(settings.credentials())
                .httpClient(http)
                .overrideConfiguration(override -> override.addExecutionInterceptor(new FailedOperation.Noting())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(settings.maxAttempts())
                                .build()));
    }
}
