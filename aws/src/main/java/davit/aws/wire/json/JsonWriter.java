package davit.aws.wire.json;

import davit.aws.wire.Members;
import davit.aws.wire.Scalars;
import davit.aws.wire.Timestamps;
import davit.base.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON from structures. */
final class JsonWriter {
    private static final JsonNodeFactory NODES = Json.mapper().getNodeFactory();

    private JsonWriter() {}

    /** The members that are set. */
    static ObjectNode object(SdkPojo owner, List<SdkField<?>> fields) {
        ObjectNode object = NODES.objectNode();
        for (SdkField<?> field : fields) {
            Object value = Members.value(field, owner);
            if (value != null) {
                object.set(field.unmarshallLocationName(), node(field, value));
            }
        }
        return object;
    }

    static JsonNode node(SdkField<?> field, @Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case String text -> NODES.stringNode(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Short number -> NODES.numberNode(number);
            case Byte number -> NODES.numberNode(number);
            case Double number -> Double.isFinite(number) ? NODES.numberNode(number) : NODES.stringNode(word(number));
            case Float number -> Float.isFinite(number) ? NODES.numberNode(number) : NODES.stringNode(word(number));
            case BigDecimal number -> NODES.numberNode(number);
            case Instant time -> time(field, time);
            case SdkBytes bytes -> NODES.stringNode(Scalars.text(field, bytes, Format.UNIX_TIMESTAMP));
            case Document document -> JsonDocuments.write(document);
            case SdkPojo structure -> object(structure, structure.sdkFields());
            case List<?> list -> array(Members.list(field).memberFieldInfo(), list);
            case Map<?, ?> map -> map(Members.map(field).valueFieldInfo(), map);
            default -> throw new IllegalStateException("no JSON for " + value.getClass());
        };
    }

    private static String word(Number number) {
        return number.toString();
    }

    private static JsonNode time(SdkField<?> field, Instant time) {
        Format format = Members.timestampFormat(field, Format.UNIX_TIMESTAMP);
        return switch (format) {
            case UNIX_TIMESTAMP -> NODES.numberNode(Timestamps.seconds(time));
            case UNIX_TIMESTAMP_MILLIS -> NODES.numberNode(time.toEpochMilli());
            case ISO_8601, RFC_822 -> NODES.stringNode(Timestamps.text(time, format));
        };
    }

    private static ArrayNode array(SdkField<?> member, List<?> list) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(item -> array.add(node(member, item)));
        return array;
    }

    private static ObjectNode map(SdkField<?> valueField, Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, value) -> object.set(key.toString(), node(valueField, value)));
        return object;
    }
}
