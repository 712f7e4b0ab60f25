package davit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.base.time.SystemTime;
import davit.base.time.Time;
import davit.testkit.FakeTime;
import davit.testkit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The contract of clients by the SDK's own over a real HTTP server, and what only happens on the wire. */
class RealClientsTest implements ClientContract {
    private static final AwsCredentials OWNER = AwsBasicCredentials.create("AKIAOWNER", MemoryKeys.SECRET);
    private static final AwsCredentials STRANGER =
            AwsSessionCredentials.create("ASIASTRANGER", MemoryKeys.SECRET, MemoryKeys.TOKEN);

    private final TestServer server = serverAt(new SystemTime());

    private static TestServer serverAt(Time time) {
        try {
            return new TestServer(new AwsHandler(
                    new AwsSettings("1", "eu-west-1"),
                    MemoryServices.all(),
                    MemoryKeys::find,
                    MemoryKeys::decide,
                    time,
                    new Random(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentials as, TestServer at) {
        return builder.endpointOverride(at.uri())
                .credentialsProvider(StaticCredentialsProvider.create(as))
                .region(Region.EU_WEST_1)
                .build();
    }

    @Override
    public LambdaClient lambda() {
        return client(LambdaClient.builder(), OWNER, server);
    }

    @Override
    public EcrClient ecr() {
        return client(EcrClient.builder(), OWNER, server);
    }

    @Override
    public SfnClient sfn() {
        return client(SfnClient.builder(), OWNER, server);
    }

    @Override
    public IamClient iam() {
        return client(IamClient.builder(), OWNER, server);
    }

    @Override
    public S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true), OWNER, server);
    }

    @Override
    public LambdaClient lambdaOfStranger() {
        return client(LambdaClient.builder(), STRANGER, server);
    }

    @Test
    void uploadsInEveryWayOfSigning() {
        // Over HTTP this SDK signs chunks and trailers; without chunks it signs the hash of the whole.
        String checksum = s3().putObject(
                        request -> request.bucket("b").key("k").checksumAlgorithm(ChecksumAlgorithm.CRC32),
                        RequestBody.fromString("a".repeat(300_000)))
                .checksumCRC32();
        assertThat(checksum).as("the trailer reached the operation").isNotBlank();
        S3Client whole = client(
                S3Client.builder()
                        .forcePathStyle(true)
                        .serviceConfiguration(S3Configuration.builder()
                                .chunkedEncodingEnabled(false)
                                .build()),
                OWNER,
                server);
        assertThat(whole.putObject(request -> request.bucket("b").key("k"), RequestBody.fromString("abc"))
                        .eTag())
                .isEqualTo("\"3\"");
    }

    @Test
    void bucketsCanStandInTheHost() throws IOException, URISyntaxException {
        s3().putObject(request -> request.bucket("b.c").key("k"), RequestBody.fromString("in the host"));
        S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(
                        URI.create("http://s3.localhost:" + server.uri().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(OWNER))
                .region(Region.EU_WEST_1)
                .build();
        URI presigned = presigner
                .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                        .getObjectRequest(request -> request.bucket("b.c").key("k")))
                .url()
                .toURI();
        assertThat(presigned.getHost()).isEqualTo("b.c.s3.localhost");
        assertThat(getOverSocket(presigned)).endsWith("in the host");
        assertThat(getOverSocket(URI.create(presigned.toString().replace("/k?", "/other?"))))
                .contains("<Code>SignatureDoesNotMatch</Code>", "<StringToSign>", "<HostId>");
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The whole answer to a request for a host that only some machines' resolvers know. */
    private String getOverSocket(URI uri) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            String head =
                    "GET " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void errorsOfHeadRequestsHaveNoBody() {
        assertThatThrownBy(() -> s3().headObject(request -> request.bucket("b").key("missing")))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(404));
        assertThat(s3().headObject(request -> request.bucket("b").key("k")).contentLength())
                .isEqualTo(7);
    }

    @Test
    void withoutSignatureOnlyAnonymousServicesAnswer() throws IOException, InterruptedException {
        assertThat(get(server.uri().resolve("/b/k")).body()).contains("<Code>AccessDenied</Code>");
        HttpResponse<String> lambda = get(server.uri().resolve("/2015-03-31/functions/f/configuration"));
        assertThat(lambda.statusCode()).isEqualTo(403);
        assertThat(lambda.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
        assertThat(get(server.uri().resolve("/?Action=ListUsers&Version=2010-05-08"))
                        .body())
                .contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void eachServiceSaysInItsWordsThatAKeyIsUnknown() {
        AwsCredentials nobody = AwsBasicCredentials.create("AKIANOBODY", "x");
        assertCode(
                "UnrecognizedClientException",
                () -> client(LambdaClient.builder(), nobody, server)
                        .getFunctionConfiguration(request -> request.functionName("f")));
        assertCode(
                "UnrecognizedClientException",
                () -> client(EcrClient.builder(), nobody, server)
                        .createRepository(request -> request.repositoryName("r")));
        assertCode(
                "InvalidClientTokenId",
                () -> client(IamClient.builder(), nobody, server).listUsers());
        assertCode(
                "InvalidAccessKeyId",
                () -> client(S3Client.builder().forcePathStyle(true), nobody, server)
                        .getBucketLocation(request -> request.bucket("b")));
    }

    @Test
    void eachServiceSaysInItsWordsThatASignatureIsWrong() {
        AwsCredentials wrong = AwsBasicCredentials.create("AKIAOWNER", "wrong");
        assertCode(
                "InvalidSignatureException",
                () -> client(LambdaClient.builder(), wrong, server)
                        .getFunctionConfiguration(request -> request.functionName("f")));
        assertCode(
                "SignatureDoesNotMatch",
                () -> client(IamClient.builder(), wrong, server).listUsers());
        assertCode(
                "SignatureDoesNotMatch",
                () -> client(S3Client.builder().forcePathStyle(true), wrong, server)
                        .getBucketLocation(request -> request.bucket("b")));
    }

    @Test
    void sessionsEndAndNeedTheirToken() {
        AwsCredentials ended = AwsSessionCredentials.create("ASIAENDED", MemoryKeys.SECRET, MemoryKeys.TOKEN);
        AwsCredentials noToken = AwsBasicCredentials.create("ASIASTRANGER", MemoryKeys.SECRET);
        assertCode(
                "ExpiredTokenException",
                () -> client(LambdaClient.builder(), ended, server)
                        .getFunctionConfiguration(request -> request.functionName("f")));
        assertCode(
                "ExpiredToken",
                () -> client(S3Client.builder().forcePathStyle(true), ended, server)
                        .getBucketLocation(request -> request.bucket("b")));
        assertCode(
                "InvalidClientTokenId",
                () -> client(IamClient.builder(), noToken, server).listUsers());
    }

    @Test
    void clocksMustAgree() {
        try (TestServer past = serverAt(new FakeTime())) {
            assertCode(
                    "InvalidSignatureException",
                    () -> client(EcrClient.builder(), OWNER, past)
                            .createRepository(request -> request.repositoryName("r")));
            assertCode(
                    "RequestTimeTooSkewed",
                    () -> client(S3Client.builder().forcePathStyle(true), OWNER, past)
                            .getBucketLocation(request -> request.bucket("b")));
        }
    }

    private static void assertCode(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
