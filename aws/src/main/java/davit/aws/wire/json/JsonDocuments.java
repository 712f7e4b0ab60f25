package davit.aws.wire.json;

import davit.base.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents: members whose form is the user's own. */
final class JsonDocuments {
    private JsonDocuments() {}

    static Document read(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> Document.fromNull();
            case BOOLEAN -> Document.fromBoolean(node.booleanValue());
            case NUMBER -> Document.fromNumber(node.asString());
            case STRING -> Document.fromString(node.stringValue());
            case ARRAY -> readList(node);
            case OBJECT -> readMap(node);
            case BINARY, POJO -> throw new IllegalStateException("no JSON has a " + node.getNodeType());
        };
    }

    private static Document readList(JsonNode node) {
        List<Document> items = new ArrayList<>();
        node.forEach(item -> items.add(read(item)));
        return Document.fromList(items);
    }

    private static Document readMap(JsonNode node) {
        Map<String, Document> members = new LinkedHashMap<>();
        node.properties().forEach(entry -> members.put(entry.getKey(), read(entry.getValue())));
        return Document.fromMap(members);
    }

    static JsonNode write(Document document) {
        if (document.isBoolean()) {
            return Json.mapper().getNodeFactory().booleanNode(document.asBoolean());
        }
        if (document.isNumber()) {
            return Json.tree(document.asNumber().stringValue());
        }
        if (document.isString()) {
            return Json.mapper().getNodeFactory().stringNode(document.asString());
        }
        if (document.isList()) {
            ArrayNode array = Json.mapper().createArrayNode();
            document.asList().forEach(item -> array.add(write(item)));
            return array;
        }
        if (document.isMap()) {
            ObjectNode object = Json.mapper().createObjectNode();
            document.asMap().forEach((name, value) -> object.set(name, write(value)));
            return object;
        }
        return Json.mapper().getNodeFactory().nullNode();
    }
}
