package davit.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** What was recorded of the real service: what is answered, and what provokes it. */
record ErrorRow(String code, int status, String message, Consumer<LambdaClient> request) {
    static ErrorRow row(String code, int status, String message, Consumer<LambdaClient> request) {
        return new ErrorRow(code, status, message, request);
    }

    /** A test for each row, by a real client of the SDK. */
    static Stream<DynamicTest> tests(LambdaFixture lambda, Stream<ErrorRow> rows) {
        LambdaClient client = lambda.realClient();
        return rows.map(row -> DynamicTest.dynamicTest(row.code() + " " + row.message(), () -> row.check(client)));
    }

    private void check(LambdaClient client) {
        LambdaException answered = catchThrowableOfType(LambdaException.class, () -> request.accept(client));
        assertThat(answered).as("nothing was refused").isNotNull();
        assertThat(answered.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(answered.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(answered.statusCode()).isEqualTo(status);
    }
}
