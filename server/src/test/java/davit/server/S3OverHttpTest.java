package davit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.AwsHandler;
import davit.aws.AwsSettings;
import davit.aws.port.EventTargets;
import davit.base.storage.DirectoryBlobs;
import davit.base.storage.SqliteRecords;
import davit.base.time.SystemTime;
import davit.server.http.HttpServer;
import davit.services.iam.IamService;
import davit.services.s3.S3Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** S3 by the SDK for Java, whose uploads are signed chunk by chunk and whose checksums come behind the content. */
class S3OverHttpTest {
    private static final String ACCOUNT = "000000000000";
    private static final String KEY = "../ü + %2F//日本.mp4";
    private static final int PART = 5 * 1024 * 1024;

    @TempDir
    Path folder;

    private SqliteRecords records;
    private S3Service service;
    private HttpServer server;
    private S3Client s3;

    @BeforeEach
    void open() throws IOException {
        SystemTime time = new SystemTime();
        Random random = new Random(1);
        records = new SqliteRecords(folder.resolve("davit.db"));
        IamService iam = new IamService(records, ACCOUNT, folder.resolve("credentials"), random, time);
        service = new S3Service(
                records,
                new DirectoryBlobs(folder.resolve("objects")),
                new EventTargets(),
                iam.authorizer(),
                ACCOUNT,
                random,
                time);
        AwsHandler handler = new AwsHandler(
                new AwsSettings(ACCOUNT, "us-east-1"),
                List.of(service.service()),
                iam.credentials(),
                iam.authorizer(),
                time,
                random);
        server = new HttpServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), handler, new SystemTime());
        server.start();
        s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .forcePathStyle(true)
                .build();
        s3.createBucket(request -> request.bucket("bucket"));
    }

    @AfterEach
    void close() throws IOException {
        s3.close();
        server.close();
        service.close();
        records.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void whatIsPutIsGotAndBothSidesCheckIt(ChecksumAlgorithm algorithm) {
        byte[] content = new byte[300_000];
        new Random(3).nextBytes(content);
        s3.putObject(
                request -> request.bucket("bucket")
                        .key(KEY)
                        .checksumAlgorithm(algorithm)
                        .metadata(Map.of("colour", "blue")),
                RequestBody.fromBytes(content));
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(request -> request.bucket("bucket").key(KEY).checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asByteArray()).isEqualTo(content);
        assertThat(got.response().metadata()).containsEntry("colour", "blue");
        assertThat(got.response().checksumTypeAsString()).isEqualTo("FULL_OBJECT");
        assertThat(s3.listObjectsV2Paginator(request -> request.bucket("bucket"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly(KEY);
    }

    @Test
    void partsAreUploadedAndCopied() {
        byte[] first = new byte[PART];
        new Random(4).nextBytes(first);
        s3.putObject(request -> request.bucket("bucket").key("end"), RequestBody.fromString("the end"));
        String upload = s3.createMultipartUpload(
                        request -> request.bucket("bucket").key(KEY).checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
        UploadPartResponse one = s3.uploadPart(
                request -> request.bucket("bucket")
                        .key(KEY)
                        .uploadId(upload)
                        .partNumber(1)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(first));
        CopyPartResult two = s3.uploadPartCopy(request -> request.sourceBucket("bucket")
                        .sourceKey("end")
                        .destinationBucket("bucket")
                        .destinationKey(KEY)
                        .uploadId(upload)
                        .partNumber(2))
                .copyPartResult();
        s3.completeMultipartUpload(request -> request.bucket("bucket")
                .key(KEY)
                .uploadId(upload)
                .multipartUpload(chosen -> chosen.parts(
                        CompletedPart.builder()
                                .partNumber(1)
                                .eTag(one.eTag())
                                .checksumSHA256(one.checksumSHA256())
                                .build(),
                        CompletedPart.builder()
                                .partNumber(2)
                                .eTag(two.eTag())
                                .checksumSHA256(two.checksumSHA256())
                                .build())));
        s3.copyObject(request -> request.sourceBucket("bucket")
                .sourceKey(KEY)
                .destinationBucket("bucket")
                .destinationKey("copy + ü"));
        assertThat(s3.getObjectAsBytes(request ->
                                request.bucket("bucket").key("copy + ü").range("bytes=" + (PART - 1) + "-"))
                        .asByteArray())
                .hasSize(8)
                .startsWith(first[PART - 1])
                .endsWith((byte) 'e', (byte) 'n', (byte) 'd');
    }

    @Test
    void errorsAreTheSdksOwn() {
        assertThatThrownBy(
                        () -> s3.headObject(request -> request.bucket("bucket").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() ->
                        s3.getObjectAsBytes(request -> request.bucket("bucket").key("none")))
                .isInstanceOf(NoSuchKeyException.class)
                .hasMessageStartingWith("The specified key does not exist.");
        assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("there-is-none")))
                .isInstanceOf(NoSuchBucketException.class);
        String tag = s3.putObject(request -> request.bucket("bucket").key("a"), RequestBody.fromString("x"))
                .eTag();
        assertThatThrownBy(() -> s3.getObjectAsBytes(
                        request -> request.bucket("bucket").key("a").ifNoneMatch(tag)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(304));
    }
}
