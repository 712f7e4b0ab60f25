package davit.aws.wire.xml;

import davit.aws.wire.WireError;

/** Errors as the query protocol and most services with XML write them. */
public final class ErrorDocuments {
    private ErrorDocuments() {}

    /** {@code <ErrorResponse><Error>…</Error><RequestId>…}. */
    public static XmlText wrapped(WireError error, String namespace) {
        XmlText xml = new XmlText().start("ErrorResponse");
        if (!namespace.isEmpty()) {
            xml.attribute("xmlns", namespace);
        }
        xml.start("Error")
                .element("Type", error.isSendersFault() ? "Sender" : "Receiver")
                .element("Code", error.queryCode());
        if (!error.message().isEmpty()) {
            xml.element("Message", error.message());
        }
        error.members().forEach(xml::element);
        return xml.end().element("RequestId", error.requestId()).end();
    }
}
