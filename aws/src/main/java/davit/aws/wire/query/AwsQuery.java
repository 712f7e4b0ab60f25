package davit.aws.wire.query;

import davit.aws.shape.QueryString;
import davit.aws.wire.ResponseForm;
import davit.aws.wire.WireError;
import davit.aws.wire.WireProtocol;
import davit.aws.wire.WireRequest;
import davit.aws.wire.xml.ErrorDocuments;
import davit.aws.wire.xml.XmlText;
import davit.aws.wire.xml.XmlWriter;
import davit.base.http.HttpBody;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.SdkPojo;

/** awsQuery: every member in a form, the operation in {@code Action}; XML answers. */
public final class AwsQuery implements WireProtocol {
    private final String namespace;

    /** The protocol as one service speaks it, with the namespace of its answers. */
    public AwsQuery(String namespace) {
        this.namespace = namespace;
    }

    /** The parameters: of the body if there is one, of the query otherwise. */
    public static QueryString parameters(WireRequest request) {
        return request.body().isEmpty()
                ? request.query()
                : QueryString.parse(new String(request.body().bytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void read(WireRequest request, SdkPojo input) {
        FormReader.readInto(input, FormNode.parse(parameters(request)));
    }

    @Override
    public HttpResponse write(ResponseForm form, SdkPojo output) {
        XmlText xml = new XmlText().start(form.operation() + "Response");
        if (!namespace.isEmpty()) {
            xml.attribute("xmlns", namespace);
        }
        if (!output.sdkFields().isEmpty()) {
            xml.start(form.xmlRoot().isEmpty() ? form.operation() + "Result" : form.xmlRoot());
            XmlWriter.write(output, output.sdkFields(), xml);
            xml.end();
        }
        xml.start("ResponseMetadata")
                .element("RequestId", form.requestId())
                .end()
                .end();
        return response(form.status(), form.requestId(), xml);
    }

    @Override
    public HttpResponse error(WireError error) {
        return response(error.status(), error.requestId(), ErrorDocuments.wrapped(error, namespace));
    }

    static HttpResponse response(int status, String requestId, XmlText xml) {
        return new HttpResponse(
                status,
                HttpHeaders.of("content-type", "text/xml", "x-amzn-RequestId", requestId),
                HttpBody.of(xml.bytes()));
    }
}
