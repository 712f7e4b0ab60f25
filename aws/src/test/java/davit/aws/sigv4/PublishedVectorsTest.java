package davit.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.operation.Caller;
import davit.aws.operation.ServiceException;
import davit.aws.port.CredentialSource;
import davit.aws.port.CredentialSource.Credentials;
import davit.aws.shape.QueryString;
import davit.aws.sigv4.SignatureClaim.Signed;
import davit.aws.sigv4.SignatureVerifier.Verified;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.testkit.FakeTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signatures that AWS has published: the test suite of version 4, and the examples in S3's documentation
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html).
 */
class PublishedVectorsTest {
    private static final String SUITE_SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String S3_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource({
        "GET, /, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET, /example/.., '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET, //, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET, /, Param2=value2&Param1=value1, b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "POST, /, '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    })
    void ofTheTestSuite(String method, String path, String query, String signature) {
        HttpHeaders headers = HttpHeaders.of(
                "host", "example.amazonaws.com",
                "x-amz-date", "20150830T123600Z",
                "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date, Signature=" + signature);
        assertThat(verify(request(method, path, query, headers), NOTHING, SUITE_SECRET, false)
                        .caller())
                .isEqualTo(new Caller.Root("1"));
    }

    @Test
    void ofAnObjectThatIsRead() {
        HttpHeaders headers = HttpHeaders.of(
                "host", "examplebucket.s3.amazonaws.com",
                "range", "bytes=0-9",
                "x-amz-content-sha256", NOTHING,
                "x-amz-date", "20130524T000000Z",
                "authorization",
                        s3Authorization(
                                "host;range;x-amz-content-sha256;x-amz-date",
                                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
        assertThat(verify(request("GET", "/test.txt", "", headers), NOTHING, S3_SECRET, true)
                        .caller())
                .isEqualTo(new Caller.Root("1"));
    }

    @Test
    void ofAPresignedUrl() {
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        HttpHeaders headers = HttpHeaders.of("host", "examplebucket.s3.amazonaws.com");
        assertThat(verify(request("GET", "/test.txt", query, headers), "UNSIGNED-PAYLOAD", S3_SECRET, true)
                        .caller())
                .isEqualTo(new Caller.Root("1"));
    }

    @Test
    void ofAnObjectInSignedChunks() throws IOException {
        HttpHeaders headers = HttpHeaders.of(
                "host", "s3.amazonaws.com",
                "content-encoding", "aws-chunked",
                "content-length", "66824",
                "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "x-amz-date", "20130524T000000Z",
                "x-amz-decoded-content-length", "66560",
                "x-amz-storage-class", "REDUCED_REDUNDANCY",
                "authorization",
                        s3Authorization(
                                "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                        + "x-amz-decoded-content-length;x-amz-storage-class",
                                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"));
        String body = chunk(65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
                + chunk(1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
                + chunk(0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");

        assertThat(content(headers, body).stream().readAllBytes())
                .hasSize(66560)
                .containsOnly('a');

        String broken = body.replaceFirst("aa", "ab");
        try (InputStream stream = content(headers, broken).stream()) {
            assertThatThrownBy(stream::readAllBytes)
                    .isInstanceOfSatisfying(
                            ServiceException.class,
                            e -> assertThat(e.error().code()).isEqualTo("SignatureDoesNotMatch"));
        }
    }

    @Test
    void ofAnObjectInSignedChunksWithATrailer() throws IOException {
        HttpHeaders headers = HttpHeaders.of(
                "host", "s3.amazonaws.com",
                "content-encoding", "aws-chunked",
                "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "x-amz-date", "20130524T000000Z",
                "x-amz-decoded-content-length", "66560",
                "x-amz-storage-class", "REDUCED_REDUNDANCY",
                "x-amz-trailer", "x-amz-checksum-crc32c",
                "authorization",
                        s3Authorization(
                                "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                                        + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"));
        String chunks = chunk(65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2")
                + chunk(1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7")
                + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n";
        String trailer = "x-amz-checksum-crc32c:sOO8/Q==\n";
        String signature =
                "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

        SignedContent content = content(headers, chunks + trailer + signature);
        assertThat(content.stream().readAllBytes()).hasSize(66560);
        assertThat(content.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32c", "sOO8/Q=="));
        assertThat(content.announcedTrailers()).containsExactly("x-amz-checksum-crc32c");

        try (InputStream stream = content(headers, chunks + trailer + "\r\n").stream()) {
            assertThatThrownBy(stream::readAllBytes)
                    .as("a trailer without its signature")
                    .isInstanceOf(ServiceException.class);
        }
    }

    private static String s3Authorization(String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders="
                + signedHeaders + ",Signature=" + signature;
    }

    private static String chunk(int size, String signature) {
        return Integer.toHexString(size) + ";chunk-signature=" + signature + "\r\n" + "a".repeat(size) + "\r\n";
    }

    private static SignedContent content(HttpHeaders headers, String body) {
        HttpRequest request = new HttpRequest(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "",
                headers,
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                new HttpRequest.Origin("127.0.0.1", false));
        String hash = headers.first("x-amz-content-sha256").orElseThrow();
        Verified verified = verify(request, hash, S3_SECRET, true);
        return SignedContent.open(request, hash, verified.seal(), ErrorVocabulary.BARE_XML);
    }

    private static HttpRequest request(String method, String path, String query, HttpHeaders headers) {
        return new HttpRequest(
                method,
                path,
                query,
                headers,
                InputStream.nullInputStream(),
                new HttpRequest.Origin("127.0.0.1", false));
    }

    private static Verified verify(HttpRequest request, String hash, String secret, boolean isPathSignedAsSent) {
        SignatureClaim claim = SignatureReader.read(request, QueryString.parse(request.rawQuery()));
        assertThat(claim).isInstanceOf(Signed.class);
        Signed signed = (Signed) claim;
        CredentialSource credentials = (key, _) ->
                Optional.of(new Credentials(key, secret, Optional.empty(), Optional.empty(), new Caller.Root("1")));
        Instant then = signed.date().startsWith("2015")
                ? Instant.parse("2015-08-30T12:36:00Z")
                : Instant.parse("2013-05-24T00:00:00Z");
        FakeTime time = new FakeTime();
        time.advance(Duration.between(time.now(), then));
        return new SignatureVerifier(credentials, time)
                .verify(request, signed, hash, isPathSignedAsSent, ErrorVocabulary.BARE_XML);
    }
}
