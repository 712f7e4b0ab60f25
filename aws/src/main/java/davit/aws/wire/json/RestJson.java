package davit.aws.wire.json;

import davit.aws.wire.Members;
import davit.aws.wire.ResponseForm;
import davit.aws.wire.WireError;
import davit.aws.wire.WireProtocol;
import davit.aws.wire.WireRequest;
import davit.aws.wire.rest.HttpBindings;
import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.node.ObjectNode;

/** restJson1: members in path, query, headers and a JSON body, or one member as the body itself. */
public final class RestJson implements WireProtocol {
    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    @Override
    public void read(WireRequest request, SdkPojo input) {
        HttpBindings.read(request, input);
        Optional<SdkField<?>> payload = Members.payload(input);
        byte[] body = request.body().bytes();
        if (payload.isEmpty()) {
            JsonReader.readInto(input, Members.inBody(input), JsonReader.object(body));
        } else if (body.length > 0) {
            readPayload(payload.get(), input, body);
        }
    }

    private static void readPayload(SdkField<?> field, SdkPojo input, byte[] body) {
        switch (field.marshallingType().getKnownType()) {
            case SDK_BYTES -> field.set(input, SdkBytes.fromByteArrayUnsafe(body));
            case STRING -> field.set(input, new String(body, StandardCharsets.UTF_8));
            default -> field.set(input, JsonReader.value(field, JsonReader.tree(body)));
        }
    }

    @Override
    public HttpResponse write(ResponseForm form, SdkPojo output) {
        HttpHeaders.Builder headers = new HttpHeaders.Builder();
        byte[] body = body(form, output, headers);
        headers.set("x-amzn-RequestId", form.requestId());
        HttpBindings.write(output, headers);
        int status = HttpBindings.status(output, form.status());
        return new HttpResponse(status, headers.build(), status == 204 ? HttpBody.EMPTY : HttpBody.of(body));
    }

    private static byte[] body(ResponseForm form, SdkPojo output, HttpHeaders.Builder headers) {
        if (form.hasStream()) {
            headers.set("content-type", BYTES);
            return new byte[0];
        }
        Optional<SdkField<?>> payload = Members.payload(output);
        if (payload.isPresent()) {
            return payload(payload.get(), output, headers);
        }
        headers.set("content-type", JSON);
        return Json.bytes(JsonWriter.object(output, Members.inBody(output)));
    }

    private static byte[] payload(SdkField<?> field, SdkPojo output, HttpHeaders.Builder headers) {
        Object value = Members.value(field, output);
        return switch (value) {
            case null -> new byte[0];
            case SdkBytes bytes -> {
                headers.set("content-type", BYTES);
                yield bytes.asByteArrayUnsafe();
            }
            case String text -> {
                headers.set("content-type", "text/plain");
                yield text.getBytes(StandardCharsets.UTF_8);
            }
            default -> {
                headers.set("content-type", JSON);
                yield Json.bytes(JsonWriter.node(field, value));
            }
        };
    }

    @Override
    public HttpResponse error(WireError error) {
        ObjectNode body = Json.mapper().createObjectNode();
        error.members().forEach(body::put);
        if (!error.message().isEmpty()) {
            body.put("message", error.message());
        }
        return new HttpResponse(
                error.status(),
                HttpHeaders.of(
                        "content-type", JSON, "x-amzn-RequestId", error.requestId(), "x-amzn-ErrorType", error.code()),
                HttpBody.of(Json.bytes(body)));
    }
}
