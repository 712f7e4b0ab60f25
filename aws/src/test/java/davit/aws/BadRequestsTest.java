package davit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import davit.base.time.SystemTime;
import davit.testkit.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are signed well and are wrong otherwise: each gets its protocol's own error, and no second try. */
class BadRequestsTest {
    private static final Map<String, String> FORM = Map.of("content-type", "application/x-www-form-urlencoded");
    private static final String CREATE_REPOSITORY = "AmazonEC2ContainerRegistry_V20150921.CreateRepository";

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(new AwsHandler(
                new AwsSettings("1", "eu-west-1"),
                MemoryServices.all(),
                MemoryKeys::find,
                MemoryKeys::decide,
                new SystemTime(),
                new Random(1)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String service, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        return SignedRequests.send("POST", server.uri().resolve(path), service, headers, body);
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String... parts) {
        assertThat(answer.body()).contains(parts);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void jsonThatIsNone() throws IOException, InterruptedException {
        Map<String, String> target = Map.of("x-amz-target", CREATE_REPOSITORY);
        assertAnswer(post("/", "ecr", target, "{\"repositoryName\":"), 400, "SerializationException");
        assertAnswer(post("/", "ecr", target, "[]"), 400, "SerializationException");
        assertAnswer(
                post("/", "ecr", target, "{\"repositoryName\": 1}"),
                400,
                "SerializationException",
                "NUMBER_VALUE cannot be converted to a String");
        assertAnswer(post("/", "ecr", target, "[".repeat(100_000)), 400, "SerializationException");
    }

    @Test
    void operationsThatAwsDoesNotHave() throws IOException, InterruptedException {
        assertAnswer(
                post("/", "ecr", Map.of("x-amz-target", "AmazonEC2ContainerRegistry_V20150921.Fly"), "{}"),
                400,
                "UnknownOperationException");
        assertAnswer(
                post("/", "ecr", Map.of("x-amz-target", "Other.CreateRepository"), "{}"),
                400,
                "UnknownOperationException");
        assertAnswer(post("/", "iam", FORM, "Action=Fly&Version=2010-05-08"), 400, "<Code>InvalidAction</Code>");
        assertAnswer(post("/nowhere", "lambda", Map.of(), ""), 404, "Could not find operation");
        assertAnswer(post("/b", "s3", Map.of(), ""), 405, "<Code>MethodNotAllowed</Code>");
        assertAnswer(post("/", "quantum", Map.of("x-amz-target", "A.B"), "{}"), 400, "The service quantum");
    }

    @Test
    void xmlThatIsNone() throws IOException, InterruptedException {
        for (String body : new String[] {
            "",
            "<Delete><Object>",
            "<Other/>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&e;</Key></Object></Delete>",
            "<Delete>" + "<Object>".repeat(5000) + "</Object>".repeat(5000) + "</Delete>",
            "<Delete><Object><Key><b/></Key></Object></Delete>",
            "<Delete><Quiet>perhaps</Quiet></Delete>",
        }) {
            assertAnswer(post("/b?delete", "s3", Map.of(), body), 400, "<Code>MalformedXML</Code>");
        }
    }

    @Test
    void formsThatAreNone() throws IOException, InterruptedException {
        String action = "Action=CreateRole&Version=2010-05-08&RoleName=r";
        assertAnswer(post("/", "iam", FORM, action + "&MaxSessionDuration=long"), 400, "<Code>MalformedInput</Code>");
        assertAnswer(
                post("/", "iam", FORM, action + "&Tags" + ".a".repeat(1000) + "=1"),
                400,
                "<Code>MalformedInput</Code>");
    }

    @Test
    void bodiesThatAreTooLarge() throws IOException, InterruptedException {
        String large = "{\"repositoryName\": \"" + "x".repeat(10 * 1024 * 1024) + "\"}";
        assertAnswer(
                post("/", "ecr", Map.of("x-amz-target", CREATE_REPOSITORY), large),
                413,
                "RequestEntityTooLargeException",
                "Request must be smaller than 10485760 bytes for the CreateRepository operation");
        assertAnswer(post("/b?delete", "s3", Map.of(), large), 400, "<Code>MaxMessageLengthExceeded</Code>");
    }
}
