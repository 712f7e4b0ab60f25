package davit.functions;

import davit.base.http.HttpBody;
import davit.base.http.HttpHandler;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The network of a real SDK client in tests: gives its requests to a handler of this process. */
final class HandlerHttpClient implements SdkHttpClient {
    private final HttpHandler handler;

    HandlerHttpClient(HttpHandler handler) {
        this.handler = handler;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {
                // It is answered at once.
            }
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest sent = request.httpRequest();
        HttpHeaders.Builder headers = new HttpHeaders.Builder();
        sent.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        InputStream body = request.contentStreamProvider()
                .<InputStream>map(provider -> provider.newStream())
                .orElseGet(() -> new ByteArrayInputStream(new byte[0]));
        HttpResponse response = handler.answer(new HttpRequest(
                sent.method().name(),
                sent.encodedPath(),
                sent.encodedQueryParameters().orElse(""),
                headers.build(),
                body,
                new HttpRequest.Origin("127.0.0.1", true)));
        return received(response);
    }

    private static HttpExecuteResponse received(HttpResponse response) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HttpBody body = response.body()) {
            body.writeTo(bytes);
        }
        SdkHttpFullResponse.Builder received = SdkHttpFullResponse.builder()
                .statusCode(response.status())
                .headers(response.headers().byName());
        return HttpExecuteResponse.builder()
                .response(received.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes.toByteArray())))
                .build();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
