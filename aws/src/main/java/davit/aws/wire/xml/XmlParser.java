package davit.aws.wire.xml;

import davit.aws.wire.MalformedRequestException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads documents that strangers send: without document types, entities, or anything fetched from elsewhere. */
final class XmlParser {
    /** Nested deeper than any shape of AWS's, and far from the end of the stack. */
    private static final int MOST_NESTED = 128;

    private static final XMLInputFactory FACTORY = factory();

    private XmlParser() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The root element of a document. */
    static XmlElement parse(byte[] document) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document), null);
            try {
                reader.nextTag();
                XmlElement root = element(reader, 0);
                while (reader.hasNext()) {
                    reader.next();
                }
                return root;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | IllegalArgumentException e) {
            String reason = e.getMessage();
            throw new MalformedRequestException(reason == null ? "not well-formed" : reason);
        }
    }

    private static XmlElement element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MOST_NESTED) {
            throw new MalformedRequestException("The document is nested too deeply.");
        }
        String name = reader.getLocalName();
        Map<String, String> attributes = attributes(reader);
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> children.add(element(reader, depth + 1));
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                    text.append(reader.getText());
                case XMLStreamReader.ENTITY_REFERENCE ->
                    throw new MalformedRequestException("The document refers to an entity.");
                case XMLStreamReader.END_ELEMENT -> {
                    return new XmlElement(name, attributes, children, text.toString());
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        throw new MalformedRequestException("The document ends within " + name + ".");
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            QName name = reader.getAttributeName(i);
            String prefix = name.getPrefix().isEmpty() ? "" : name.getPrefix() + ":";
            attributes.put(prefix + name.getLocalPart(), reader.getAttributeValue(i));
        }
        return attributes;
    }
}
