package davit.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import davit.aws.shape.QueryString;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The example that AWS has published of a presigned URL. */
class Version2Test {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @Test
    void signsAsAwsDoes() {
        String query =
                "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1175139620&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D";
        HttpRequest request = new HttpRequest(
                "GET",
                "/photos/puppy.jpg",
                query,
                HttpHeaders.of("host", "johnsmith.s3.us-west-1.amazonaws.com"),
                InputStream.nullInputStream(),
                new HttpRequest.Origin("127.0.0.1", true));
        String toSign = Version2.toSign(request, QueryString.parse(query), "johnsmith", 1175139620);
        assertThat(toSign).isEqualTo("GET\n\n\n1175139620\n/johnsmith/photos/puppy.jpg");
        assertThat(Version2.sign(SECRET, toSign)).isEqualTo("NpgCjnDzrM+WFzoENXmpNDUsSn8=");
        assertThat(SignatureReader.read(request, QueryString.parse(query)))
                .isEqualTo(new SignatureClaim.Version2(
                        "AKIAIOSFODNN7EXAMPLE", 1175139620, "NpgCjnDzrM+WFzoENXmpNDUsSn8=", ""));
    }
}
