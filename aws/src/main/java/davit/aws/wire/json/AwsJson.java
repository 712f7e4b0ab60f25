package davit.aws.wire.json;

import davit.aws.wire.ResponseForm;
import davit.aws.wire.WireError;
import davit.aws.wire.WireProtocol;
import davit.aws.wire.WireRequest;
import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.base.json.Json;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.node.ObjectNode;

/** awsJson 1.0 and 1.1: every member in the body, the operation in {@code X-Amz-Target}. */
public final class AwsJson implements WireProtocol {
    private final String version;
    private final boolean isQueryCompatible;

    /**
     * The protocol in one of its versions.
     *
     * @param version {@code 1.0} or {@code 1.1}
     * @param isQueryCompatible whether errors carry the query protocol's code too
     */
    public AwsJson(String version, boolean isQueryCompatible) {
        this.version = version;
        this.isQueryCompatible = isQueryCompatible;
    }

    @Override
    public void read(WireRequest request, SdkPojo input) {
        JsonReader.readInto(
                input, input.sdkFields(), JsonReader.object(request.body().bytes()));
    }

    @Override
    public HttpResponse write(ResponseForm form, SdkPojo output) {
        return response(form.status(), form.requestId(), JsonWriter.object(output, output.sdkFields()));
    }

    @Override
    public HttpResponse error(WireError error) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("__type", error.code());
        if (!error.message().isEmpty()) {
            body.put("message", error.message());
        }
        error.members().forEach(body::put);
        HttpResponse response = response(error.status(), error.requestId(), body);
        return isQueryCompatible
                ? response.withHeader(
                        "x-amzn-query-error",
                        error.queryCode() + ";" + (error.isSendersFault() ? "Sender" : "Receiver"))
                : response;
    }

    private HttpResponse response(int status, String requestId, ObjectNode body) {
        return new HttpResponse(
                status,
                HttpHeaders.of("content-type", "application/x-amz-json-" + version, "x-amzn-RequestId", requestId),
                HttpBody.of(Json.bytes(body)));
    }
}
