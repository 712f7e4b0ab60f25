package davit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.operation.RequestLimit;
import davit.aws.operation.ServiceException;
import davit.base.concurrent.ByteBudget;
import davit.base.concurrent.ByteBudget.Room;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What requests are told for which there is no room. */
class RequestMemoryTest {
    private static final RequestLimit LIMIT = new RequestLimit(1_000_000, "InvokeFunction");

    private final RequestMemory memory = new RequestMemory(new ByteBudget(1_000_000, Duration.ofMillis(1)));

    private static HttpRequest request(String header, String value, int bodyBytes) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                HttpHeaders.of(header, value),
                new ByteArrayInputStream(new byte[bodyBytes]),
                new HttpRequest.Origin("127.0.0.1", true));
    }

    private Room take(String header, String value, ErrorVocabulary words) throws IOException {
        return memory.take(request(header, value, 0), LIMIT, words);
    }

    private void assertThrottled(ErrorVocabulary words, String code, int status) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> take("content-length", "900000", words))
                .satisfies(e -> assertThat(e.error().code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.error().status()).isEqualTo(status));
    }

    @Test
    void throttlesInTheServicesOwnWords() throws IOException {
        try (Room _ = take("content-length", "900000", ErrorVocabulary.REST_JSON)) {
            assertThrottled(ErrorVocabulary.REST_JSON, "TooManyRequestsException", 429);
            assertThrottled(ErrorVocabulary.AWS_JSON, "ThrottlingException", 400);
            assertThrottled(ErrorVocabulary.QUERY, "Throttling", 400);
            assertThrottled(ErrorVocabulary.BARE_XML, "SlowDown", 503);
        }
        take("content-length", "900000", ErrorVocabulary.REST_JSON).close();
    }

    @Test
    void bodiesOfWhichNoLengthIsToldTakeRoomOnceTheyAreLarge() throws IOException {
        UnannouncedBody body = memory.body(request("accept", "*/*", 20_000), LIMIT, ErrorVocabulary.REST_JSON);
        body.readNBytes(16_384);
        take("content-length", "900000", ErrorVocabulary.REST_JSON).close();
        body.readAllBytes();
        assertThrottled(ErrorVocabulary.REST_JSON, "TooManyRequestsException", 429);
        body.giveBack();
        take("content-length", "900000", ErrorVocabulary.REST_JSON).close();
    }

    @Test
    void smallBodiesAndNoneNeedNoRoomAndUnknownLengthsTheMost() throws IOException {
        try (Room _ = take("transfer-encoding", "chunked", ErrorVocabulary.REST_JSON)) {
            assertThrottled(ErrorVocabulary.REST_JSON, "TooManyRequestsException", 429);
            assertThat(take("content-length", "16384", ErrorVocabulary.REST_JSON))
                    .isSameAs(Room.NONE);
            assertThat(take("accept", "*/*", ErrorVocabulary.REST_JSON)).isSameAs(Room.NONE);
        }
    }
}
