package davit.functions;

import static davit.functions.ErrorRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import davit.aws.operation.Caller;
import davit.aws.port.Authorizer;
import davit.aws.port.CredentialSource.Credentials;
import davit.base.http.HttpBody;
import davit.base.http.HttpHandler;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.base.json.Json;
import davit.base.time.SystemTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import tools.jackson.databind.JsonNode;

/** Functions at addresses of their own. */
@Timeout(60)
class UrlTest {
    private static final String F = "arn:aws:lambda:us-east-1:" + LambdaFixture.ACCOUNT + ":function:";
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final String VALIDATION = "ValidationException";

    @TempDir
    Path folder;

    private final AtomicReference<Authorizer> authorizer = new AtomicReference<>(Authorizer.ALLOWS_ALL);
    private LambdaFixture lambda;
    private HttpHandler urls;

    @BeforeEach
    void start() {
        lambda = new LambdaFixture(
                folder, new SystemTime(), (caller, access) -> authorizer.get().decide(caller, access));
        lambda.service.start();
        lambda.create("f");
        urls = lambda.service.urls((id, _) -> Optional.of(new Credentials(
                id, "secret", Optional.empty(), Optional.empty(), new Caller.Root(LambdaFixture.ACCOUNT))));
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private CreateFunctionUrlConfigResponse create(FunctionUrlAuthType auth, InvokeMode mode) {
        return lambda.client()
                .createFunctionUrlConfig(
                        create -> create.functionName("f").authType(auth).invokeMode(mode));
    }

    private String openUrl() {
        return create(FunctionUrlAuthType.NONE, InvokeMode.BUFFERED).functionUrl();
    }

    private static HttpRequest request(String method, String url, String path, byte[] body, String... headers) {
        HttpHeaders.Builder all = HttpHeaders.of(headers).toBuilder();
        all.set("host", url.substring("http://".length(), url.length() - 1));
        int question = path.indexOf('?');
        return new HttpRequest(
                method,
                question < 0 ? path : path.substring(0, question),
                question < 0 ? "" : path.substring(question + 1),
                all.build(),
                new ByteArrayInputStream(body),
                new HttpRequest.Origin("10.1.2.3", true));
    }

    private record Answer(int status, HttpHeaders headers, ByteArrayOutputStream sent) {
        byte[] body() {
            return sent.toByteArray();
        }

        String text() {
            return sent.toString(StandardCharsets.UTF_8);
        }
    }

    private Answer call(HttpRequest request) throws IOException {
        HttpResponse response = urls.answer(request);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HttpBody body = response.body()) {
            body.writeTo(out);
        }
        return new Answer(response.status(), response.headers(), out);
    }

    private Answer get(String url) throws IOException {
        return call(request("GET", url, "/", new byte[0]));
    }

    @Test
    void givesTheFunctionTheRequestAsAnEvent() throws IOException {
        String url = openUrl();
        assertThat(url).matches("http://[a-z0-9]{32}\\.lambda-url\\.us-east-1\\.localhost:4566/");

        Answer answer = call(request(
                "POST",
                url,
                "/a%20b/c?x=1&x=2&y=%C3%BC",
                "{\"k\":1}".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "X-Twice",
                "one",
                "X-Twice",
                "two",
                "Cookie",
                "a=1; b=2",
                "User-Agent",
                "test"));

        JsonNode event = Json.tree(answer.text());
        assertThat(event.path("version").asString()).isEqualTo("2.0");
        assertThat(event.path("rawPath").asString()).isEqualTo("/a%20b/c");
        assertThat(event.path("rawQueryString").asString()).isEqualTo("x=1&x=2&y=%C3%BC");
        assertThat(event.path("queryStringParameters").toString()).isEqualTo("{\"x\":\"1,2\",\"y\":\"ü\"}");
        assertThat(event.path("headers").path("x-twice").asString()).isEqualTo("one,two");
        assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
        assertThat(event.path("body").asString()).isEqualTo("{\"k\":1}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        JsonNode context = event.path("requestContext");
        assertThat(context.path("accountId").asString()).isEqualTo("anonymous");
        assertThat(context.path("domainName").asString()).endsWith(".lambda-url.us-east-1.localhost");
        assertThat(context.path("http").toString())
                .isEqualTo("{\"method\":\"POST\",\"path\":\"/a%20b/c\",\"protocol\":\"HTTP/1.1\","
                        + "\"sourceIp\":\"10.1.2.3\",\"userAgent\":\"test\"}");
        assertThat(context.path("time").asString()).matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");

        byte[] binary = {0, 1, (byte) 0xFF};
        JsonNode other = Json.tree(call(request("PUT", url, "/", binary, "Content-Type", "image/png"))
                .text());
        assertThat(other.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(other.path("body").asString())).isEqualTo(binary);
    }

    @Test
    void answersWhatTheFunctionReturns() throws IOException {
        String url = openUrl();
        lambda.runtime.handle((_, _, _) -> "{\"a\":1}");
        assertThat(get(url).text()).isEqualTo("{\"a\":1}");
        assertThat(get(url).headers().first("content-type")).contains("application/json");

        lambda.runtime.handle(
                (_, _, _) -> "{\"statusCode\":201,\"headers\":{\"X-A\":\"b\",\"Content-Type\":\"image/gif\"},"
                        + "\"cookies\":[\"a=1\",\"b=2; Secure\"],\"isBase64Encoded\":true,\"body\":\"AAH/\"}");
        Answer full = get(url);
        assertThat(full.status()).isEqualTo(201);
        assertThat(full.headers().first("x-a")).contains("b");
        assertThat(full.headers().first("content-type")).contains("image/gif");
        assertThat(full.headers().all("set-cookie")).containsExactly("a=1", "b=2; Secure");
        assertThat(full.body()).containsExactly(0, 1, 0xFF);

        lambda.runtime.handle((_, runtime, event) -> {
            runtime.fail(event.requestId(), "Error", "{\"errorMessage\":\"secret\"}");
            return null;
        });
        Answer failed = get(url);
        assertThat(failed.status()).isEqualTo(502);
        assertThat(failed.text()).isEqualTo("Internal Server Error");

        lambda.client().putFunctionConcurrency(put -> put.functionName("f").reservedConcurrentExecutions(0));
        assertThat(get(url).status()).isEqualTo(429);
        assertThat(call(request("POST", url, "/", new byte[6_291_457], "Content-Length", "6291457"))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void streamsStatusAndHeadersBeforeTheBody() throws IOException {
        String url =
                create(FunctionUrlAuthType.NONE, InvokeMode.RESPONSE_STREAM).functionUrl();
        lambda.runtime.handle((_, runtime, event) -> {
            runtime.beginStream(
                    event.requestId(), "Content-Type: application/vnd.awslambda.http-integration-response\r\n");
            runtime.chunk("{\"statusCode\":418,\"headers\":{\"x-a\":\"b\"},\"cookies\":[\"c=d\"]}\0\0\0");
            runtime.chunk("\0\0\0\0\0first ");
            runtime.chunk("second");
            runtime.endStream("");
            return null;
        });
        Answer answer = get(url);
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.headers().first("x-a")).contains("b");
        assertThat(answer.headers().first("set-cookie")).contains("c=d");
        assertThat(answer.text()).isEqualTo("first second");

        lambda.runtime.handle((_, runtime, event) -> {
            runtime.beginStream(event.requestId(), "Content-Type: text/html\r\n");
            runtime.chunk("plain");
            runtime.endStream("");
            return null;
        });
        Answer plain = get(url);
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.headers().first("content-type")).contains("text/html");
        assertThat(plain.text()).isEqualTo("plain");
    }

    @Test
    void refusesWhoDidNotSignAndWhoMayNot() throws IOException {
        String signed = create(FunctionUrlAuthType.AWS_IAM, InvokeMode.BUFFERED).functionUrl();
        assertThat(get(signed).status()).isEqualTo(403);
        assertThat(get(signed).text()).isEqualTo("{\"Message\":\"Forbidden\"}");

        lambda.client()
                .updateFunctionUrlConfig(update -> update.functionName("f").authType(FunctionUrlAuthType.NONE));
        assertThat(get(signed).status()).isEqualTo(200);
        authorizer.set((caller, access) -> {
            assertThat(caller).isInstanceOf(Caller.Anonymous.class);
            assertThat(access.action()).isEqualTo("lambda:InvokeFunctionUrl");
            assertThat(access.conditions()).containsEntry("lambda:FunctionUrlAuthType", "NONE");
            return new Authorizer.Decision.Denied("no");
        });
        assertThat(get(signed).text()).isEqualTo("{\"Message\":\"Forbidden\"}");

        lambda.client().deleteFunctionUrlConfig(delete -> delete.functionName("f"));
        assertThat(get(signed).status()).isEqualTo(403);
        assertThat(get(signed).text()).isEqualTo("{\"Message\":null}");
    }

    @Test
    void answersBrowsersThatAskFirst() throws IOException {
        String url = openUrl();
        lambda.client()
                .updateFunctionUrlConfig(update -> update.functionName("f")
                        .cors(cors -> cors.allowOrigins("https://one.example")
                                .allowMethods("GET")
                                .allowHeaders("x-a")
                                .exposeHeaders("x-b")
                                .maxAge(60)));
        String[] asks = {"Origin", "https://one.example", "Access-Control-Request-Method", "GET"};
        HttpHeaders asked =
                call(request("OPTIONS", url, "/", new byte[0], asks)).headers();
        assertThat(asked.first("access-control-allow-origin")).contains("https://one.example");
        assertThat(asked.first("access-control-allow-methods")).contains("GET");
        assertThat(asked.first("access-control-max-age")).contains("60");
        assertThat(lambda.sandboxes.made()).isEmpty();

        HttpHeaders answered = call(request("GET", url, "/", new byte[0], "Origin", "https://one.example"))
                .headers();
        assertThat(answered.first("access-control-allow-origin")).contains("https://one.example");
        assertThat(answered.first("access-control-expose-headers")).contains("x-b");
        assertThat(call(request("GET", url, "/", new byte[0], "Origin", "https://two.example"))
                        .headers()
                        .first("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void belongsToTheFunctionOrAnAliasAndGoesWithIt() {
        openUrl();
        lambda.client().publishVersion(publish -> publish.functionName("f"));
        lambda.client()
                .createAlias(create -> create.functionName("f").name("live").functionVersion("1"));
        var ofAlias = lambda.client()
                .createFunctionUrlConfig(
                        create -> create.functionName("f").qualifier("live").authType(FunctionUrlAuthType.AWS_IAM));
        assertThat(ofAlias.functionArn()).isEqualTo(F + "f:live");
        assertThat(lambda.client()
                        .listFunctionUrlConfigs(list -> list.functionName("f"))
                        .functionUrlConfigs())
                .hasSize(2);
        lambda.client().deleteAlias(delete -> delete.functionName("f").name("live"));
        assertThat(lambda.client()
                        .listFunctionUrlConfigs(list -> list.functionName("f"))
                        .functionUrlConfigs())
                .hasSize(1);
        lambda.client().deleteFunction(delete -> delete.functionName("f"));
        lambda.create("f");
        assertThat(lambda.client()
                        .listFunctionUrlConfigs(list -> list.functionName("f"))
                        .functionUrlConfigs())
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> recordedErrors() {
        lambda.create("has");
        lambda.client()
                .createFunctionUrlConfig(create -> create.functionName("has").authType(FunctionUrlAuthType.NONE));
        String qualifier = "((?!^\\d+$)^[0-9a-zA-Z-_]+$)";
        return ErrorRow.tests(
                lambda,
                Stream.concat(
                        Stream.of("$LATEST", "1", "2")
                                .map(version -> row(
                                        VALIDATION,
                                        400,
                                        "1 validation error detected: Value '" + version
                                                + "' at 'qualifier' failed to satisfy constraint: Member must satisfy"
                                                + " regular expression pattern: " + qualifier,
                                        client -> client.createFunctionUrlConfig(create -> create.functionName("f")
                                                .qualifier(version)
                                                .authType(FunctionUrlAuthType.NONE)))),
                        List.of(
                                row(
                                        VALIDATION,
                                        400,
                                        "1 validation error detected: Value 'UNKNOWN' at 'invokeMode' failed to"
                                                + " satisfy constraint: Member must satisfy enum value set:"
                                                + " [RESPONSE_STREAM, BUFFERED]",
                                        client -> client.createFunctionUrlConfig(create -> create.functionName("f")
                                                .authType(FunctionUrlAuthType.NONE)
                                                .invokeMode("UNKNOWN"))),
                                row(
                                        "ResourceConflictException",
                                        409,
                                        "Failed to create function url config for [functionArn = " + F
                                                + "has]. Error message:  FunctionUrlConfig exists for this Lambda"
                                                + " function",
                                        client -> client.createFunctionUrlConfig(create ->
                                                create.functionName("has").authType(FunctionUrlAuthType.NONE))),
                                row(
                                        NOT_FOUND,
                                        404,
                                        "Function does not exist",
                                        client -> client.createFunctionUrlConfig(create ->
                                                create.functionName("nowhere").authType(FunctionUrlAuthType.NONE))),
                                row(
                                        NOT_FOUND,
                                        404,
                                        "The resource you requested does not exist.",
                                        client -> client.getFunctionUrlConfig(get -> get.functionName("f"))))
                                .stream()));
    }
}
