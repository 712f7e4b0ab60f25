package davit.aws.wire.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a document that was read.
 *
 * @param name the name without prefix
 * @param attributes the values by name, with the prefix as it was written: {@code xsi:type}
 * @param children the elements in it, in order
 * @param text the text directly in it
 */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    Optional<XmlElement> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    List<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).toList();
    }
}
