package davit.aws.wire.xml;

import davit.aws.wire.MalformedRequestException;
import davit.aws.wire.Members;
import davit.aws.wire.ResponseForm;
import davit.aws.wire.WireError;
import davit.aws.wire.WireProtocol;
import davit.aws.wire.WireRequest;
import davit.aws.wire.rest.HttpBindings;
import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.RequiredTrait;

/** restXml: members in path, query, headers and an XML body, or one member as the body itself. */
public final class RestXml implements WireProtocol {
    private static final String XML = "application/xml";
    private static final String BYTES = "application/octet-stream";
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final String namespace;
    private final boolean hasBareErrors;

    /**
     * The protocol as one service speaks it.
     *
     * @param namespace the namespace of answers; empty for none
     * @param hasBareErrors whether an error is the root element itself
     */
    public RestXml(String namespace, boolean hasBareErrors) {
        this.namespace = namespace;
        this.hasBareErrors = hasBareErrors;
    }

    @Override
    public void read(WireRequest request, SdkPojo input) {
        HttpBindings.read(request, input);
        Optional<SdkField<?>> payload = Members.payload(input);
        if (request.body().isEmpty()) {
            if (payload.filter(field -> field.containsTrait(RequiredTrait.class))
                    .isPresent()) {
                throw new MalformedRequestException("The body is empty.");
            }
            return;
        }
        if (payload.isPresent()) {
            readPayload(payload.get(), input, request.body().bytes());
        } else if (!Members.inBody(input).isEmpty()) {
            XmlElement root = XmlParser.parse(request.body().bytes());
            XmlReader.readInto(input, Members.inBody(input), root);
        }
    }

    private static void readPayload(SdkField<?> field, SdkPojo input, byte[] body) {
        switch (field.marshallingType().getKnownType()) {
            case SDK_BYTES -> field.set(input, SdkBytes.fromByteArrayUnsafe(body));
            case STRING -> field.set(input, new String(body, StandardCharsets.UTF_8));
            default -> {
                XmlElement root = XmlParser.parse(body);
                if (!root.name().equals(field.locationName())) {
                    throw new MalformedRequestException(
                            "The root element is " + root.name() + " and not " + field.locationName());
                }
                field.set(input, XmlReader.value(field, root));
            }
        }
    }

    @Override
    public HttpResponse write(ResponseForm form, SdkPojo output) {
        HttpHeaders.Builder headers = ids(form.requestId());
        int status = HttpBindings.status(output, form.status());
        byte[] body = status == NO_CONTENT ? new byte[0] : body(form, output, headers);
        HttpBindings.write(output, headers);
        return new HttpResponse(status, headers.build(), HttpBody.of(body));
    }

    private byte[] body(ResponseForm form, SdkPojo output, HttpHeaders.Builder headers) {
        if (form.hasStream()) {
            headers.set("content-type", BYTES);
            return new byte[0];
        }
        Optional<SdkField<?>> payload = Members.payload(output);
        if (payload.isPresent()) {
            return payload(payload.get(), form, output, headers);
        }
        List<SdkField<?>> inBody = Members.inBody(output);
        if (inBody.isEmpty()) {
            return new byte[0];
        }
        headers.set("content-type", XML);
        return document(form.xmlRoot().isEmpty() ? form.operation() + "Result" : form.xmlRoot(), output, inBody);
    }

    private byte[] document(String root, SdkPojo structure, List<SdkField<?>> fields) {
        XmlText xml = start(root);
        XmlWriter.attributes(structure, fields, xml);
        XmlWriter.write(structure, fields, xml);
        return xml.end().bytes();
    }

    private XmlText start(String root) {
        XmlText xml = new XmlText().start(root);
        return namespace.isEmpty() ? xml : xml.attribute("xmlns", namespace);
    }

    private byte[] payload(SdkField<?> field, ResponseForm form, SdkPojo output, HttpHeaders.Builder headers) {
        Object value = Members.value(field, output);
        String name = field.unmarshallLocationName();
        if (form.xmlRoot().equals(name)) { // the root element is this member, whatever its type
            headers.set("content-type", XML);
            XmlText xml = start(name);
            return (value == null ? xml : xml.text(value.toString())).end().bytes();
        }
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
            case SdkPojo structure -> {
                headers.set("content-type", XML);
                yield document(name, structure, structure.sdkFields());
            }
            default -> throw new IllegalStateException("no payload of " + value.getClass());
        };
    }

    private static HttpHeaders.Builder ids(String requestId) {
        return new HttpHeaders.Builder()
                .set("x-amz-request-id", requestId)
                .set("x-amz-id-2", RequestIds.extended(requestId));
    }

    @Override
    public HttpResponse error(WireError error) {
        if (error.status() == NOT_MODIFIED) { // which by HTTP's own rules has no body
            return new HttpResponse(NOT_MODIFIED, ids(error.requestId()).build(), HttpBody.EMPTY);
        }
        XmlText xml = hasBareErrors ? bare(error) : ErrorDocuments.wrapped(error, namespace);
        return new HttpResponse(
                error.status(), ids(error.requestId()).set("content-type", XML).build(), HttpBody.of(xml.bytes()));
    }

    private static XmlText bare(WireError error) {
        XmlText xml = new XmlText().start("Error").element("Code", error.code());
        if (!error.message().isEmpty()) {
            xml.element("Message", error.message());
        }
        error.members().forEach(xml::element);
        return xml.element("RequestId", error.requestId())
                .element("HostId", RequestIds.extended(error.requestId()))
                .end();
    }
}
