package davit.aws.smithy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.NumberNode;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;

/** The values that a test's parameters stand for, in the SDK's types. */
final class NodeValues {
    private final Model model;
    private final FieldsOfShapes fields;

    NodeValues(Model model, FieldsOfShapes fields) {
        this.model = model;
        this.fields = fields;
    }

    DynamicStructure structure(ShapeId shape, ObjectNode node) {
        DynamicStructure structure = fields.newStructure(shape);
        node.getStringMap().forEach((name, value) -> {
            MemberShape member = model.expectShape(shape).getMember(name).orElseThrow();
            structure.set(name, value(model.expectShape(member.getTarget()), value));
        });
        return structure;
    }

    private @Nullable Object value(Shape shape, Node node) {
        if (node.isNullNode() && !shape.isDocumentShape()) {
            return null;
        }
        return switch (shape.getType()) {
            case STRING, ENUM -> node.expectStringNode().getValue();
            case BOOLEAN -> node.expectBooleanNode().getValue();
            case BYTE -> number(node).byteValueExact();
            case SHORT -> number(node).shortValueExact();
            case INTEGER, INT_ENUM -> number(node).intValueExact();
            case LONG -> number(node).longValueExact();
            case FLOAT ->
                node.isStringNode()
                        ? Float.valueOf(word(node))
                        : (Object) number(node).floatValue();
            case DOUBLE ->
                node.isStringNode()
                        ? Double.valueOf(word(node))
                        : (Object) number(node).doubleValue();
            case BIG_DECIMAL, BIG_INTEGER -> number(node);
            case TIMESTAMP -> instant(number(node));
            case BLOB -> SdkBytes.fromUtf8String(node.expectStringNode().getValue());
            case LIST, SET -> list((ListShape) shape, node);
            case MAP -> map((MapShape) shape, node);
            case STRUCTURE, UNION -> structure(shape.getId(), node.expectObjectNode());
            case DOCUMENT -> document(node);
            default -> throw new IllegalArgumentException("no value is of type " + shape.getType());
        };
    }

    private static String word(Node node) {
        return node.expectStringNode().getValue();
    }

    private static BigDecimal number(Node node) {
        return new BigDecimal(node.expectNumberNode().getValue().toString());
    }

    private static Instant instant(BigDecimal seconds) {
        return davit.aws.wire.Timestamps.ofSeconds(seconds);
    }

    private List<@Nullable Object> list(ListShape shape, Node node) {
        Shape member = model.expectShape(shape.getMember().getTarget());
        List<@Nullable Object> values = new ArrayList<>();
        node.expectArrayNode().getElements().forEach(item -> values.add(value(member, item)));
        return values;
    }

    private Map<String, @Nullable Object> map(MapShape shape, Node node) {
        Shape member = model.expectShape(shape.getValue().getTarget());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        node.expectObjectNode().getStringMap().forEach((key, item) -> values.put(key, value(member, item)));
        return values;
    }

    private static Document document(Node node) {
        return switch (node.getType()) {
            case NULL -> Document.fromNull();
            case BOOLEAN -> Document.fromBoolean(node.expectBooleanNode().getValue());
            case STRING -> Document.fromString(node.expectStringNode().getValue());
            case NUMBER -> Document.fromNumber(text(node.expectNumberNode()));
            case ARRAY ->
                Document.fromList(node.expectArrayNode().getElements().stream()
                        .map(NodeValues::document)
                        .toList());
            case OBJECT -> {
                Map<String, Document> members = new LinkedHashMap<>();
                node.expectObjectNode().getStringMap().forEach((key, item) -> members.put(key, document(item)));
                yield Document.fromMap(members);
            }
        };
    }

    private static String text(NumberNode node) {
        return node.getValue().toString();
    }
}
