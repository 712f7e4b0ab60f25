package davit.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.operation.ServiceException;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in chunks without signatures, as SDKs send them where they trust the connection. */
class UnsignedChunksTest {
    private static final HttpHeaders HEADERS = HttpHeaders.of(
            "content-encoding", "gzip, aws-chunked",
            "content-length", "99",
            "x-amz-decoded-content-length", "5",
            "x-amz-trailer", "x-amz-checksum-crc32");

    private static SignedContent content(String body) {
        return content(HEADERS, body);
    }

    private static SignedContent content(HttpHeaders headers, String body) {
        HttpRequest request = new HttpRequest(
                "PUT",
                "/b/k",
                "",
                headers,
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                new HttpRequest.Origin("127.0.0.1", false));
        return SignedContent.open(request, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", null, ErrorVocabulary.BARE_XML);
    }

    @Test
    void arePutTogether() throws IOException {
        SignedContent content = content("2\r\nab\r\n3\r\ncde\r\n0\r\nx-amz-checksum-crc32:abc=\r\n\r\n");
        assertThat(content.length()).hasValue(5);
        assertThat(content.stream().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("abcde");
        assertThat(content.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32", "abc="));
    }

    @Test
    void leaveNoTraceInTheHeaders() {
        HttpHeaders plain = SignedContent.withoutChunks(HEADERS);
        assertThat(plain.first("content-encoding")).hasValue("gzip");
        assertThat(plain.first("content-length")).hasValue("5");
    }

    @ParameterizedTest
    @CsvSource({
        "the announced trailer is missing, 5|abcde|0||, MalformedTrailerError",
        "the trailer has no colon, 5|abcde|0|x-amz-checksum-crc32||, MalformedTrailerError",
        "fewer bytes than announced, 2|ab|0|x-amz-checksum-crc32:abc=||, IncompleteBody",
        "more bytes than announced, 9|abcdefghi|0|x-amz-checksum-crc32:abc=||, IncompleteBody",
        "a chunk longer than its head says, 2|abcde|0|x-amz-checksum-crc32:abc=||, IncompleteBody",
        "a head that is no number, zz|abcde|0||, IncompleteBody",
        "a signature where none was announced, 5;chunk-signature=00|abcde|0||, IncompleteBody",
    })
    void areRefused(String when, String body, String code) {
        assertThatThrownBy(() -> content(body.replace("|", "\r\n")).stream().readAllBytes())
                .as(when)
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.error().code()).isEqualTo(code));
    }

    @Test
    void thatHoldMoreThanTheWholeBodyAreRefusedUnread() {
        HttpHeaders headers = HEADERS.toBuilder()
                .set("x-amz-decoded-content-length", "6291456")
                .build();
        assertThatThrownBy(() -> content(headers, ""))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.error().code()).isEqualTo("IncompleteBody"));
    }

    @Test
    void thatBreakOffAreNoWholeBody() {
        for (String body : new String[] {"5\r\nab", "5\r\nabcde", "5\r\nabcde\r\n", "5"}) {
            assertThatThrownBy(() -> content(body).stream().readAllBytes()).isInstanceOf(EOFException.class);
        }
    }
}
