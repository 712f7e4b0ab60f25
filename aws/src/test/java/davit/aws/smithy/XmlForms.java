package davit.aws.smithy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** One form for documents that say the same: the order of elements of different names says nothing. */
final class XmlForms {
    private XmlForms() {}

    static String canonical(String document) {
        try {
            Element root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(document.strip())))
                    .getDocumentElement();
            return canonical(root);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return "not XML: " + document + " (" + e.getMessage() + ")";
        }
    }

    private static String canonical(Element element) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            attributes.put(attribute.getNodeName(), attribute.getNodeValue());
        }
        Map<String, String> children = new TreeMap<>();
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                // The query protocol's answers carry the request's id beside what the tests speak of.
                if (!child.getNodeName().equals("ResponseMetadata")) {
                    children.merge(child.getNodeName(), canonical(child), String::concat);
                }
            } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        String content = children.isEmpty() ? text.toString() : children.toString();
        return "<" + element.getNodeName() + attributes + ">" + content + "</>";
    }
}
