package davit.aws.wire.json;

import davit.aws.wire.MalformedRequestException;
import davit.aws.wire.Members;
import davit.aws.wire.Scalars;
import davit.aws.wire.Timestamps;
import davit.base.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Structures from JSON. */
final class JsonReader {
    /** Nested deeper than any shape of AWS's, and far from the end of the stack. */
    private static final int MOST_NESTED = 128;

    private JsonReader() {}

    /** The object that {@code json} holds; no bytes stand for an empty one. */
    static JsonNode object(byte[] json) {
        if (json.length == 0) {
            return Json.mapper().createObjectNode();
        }
        JsonNode tree = tree(json);
        if (!tree.isObject()) {
            throw new MalformedRequestException("Start of structure or map found where not expected.");
        }
        return tree;
    }

    static JsonNode tree(byte[] json) {
        try {
            JsonNode tree = LongBase64.tree(json);
            if (tree.isMissingNode()) {
                throw new MalformedRequestException("Unexpected end-of-input");
            }
            return tree;
        } catch (JacksonException e) {
            throw new MalformedRequestException(e.getOriginalMessage());
        }
    }

    /** Sets the members that {@code object} has. */
    static void readInto(SdkPojo target, List<SdkField<?>> fields, JsonNode object) {
        readInto(target, fields, object, 0);
    }

    private static void readInto(SdkPojo target, List<SdkField<?>> fields, JsonNode object, int depth) {
        if (depth > MOST_NESTED) {
            throw new MalformedRequestException("The document is nested too deeply.");
        }
        for (SdkField<?> field : fields) {
            JsonNode node = object.get(field.locationName());
            if (node != null && !node.isNull()) {
                field.set(target, value(field, node, depth));
            }
        }
    }

    static Object value(SdkField<?> field, JsonNode node) {
        return value(field, node, 0);
    }

    private static Object value(SdkField<?> field, JsonNode node, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text(node);
            case BOOLEAN -> truth(node);
            case INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, BIG_DECIMAL -> number(field, node);
            case INSTANT -> time(field, node);
            case SDK_BYTES ->
                node.isBinary()
                        ? SdkBytes.fromByteArrayUnsafe(node.binaryValue())
                        : Scalars.parse(field, text(node), Format.UNIX_TIMESTAMP);
            case SDK_POJO -> structure(field, node, depth);
            case LIST -> list(field, node, depth);
            case MAP -> map(field, node, depth);
            case DOCUMENT -> JsonDocuments.read(node);
            case NULL -> throw new IllegalStateException(field.locationName() + " has no type");
        };
    }

    private static String text(JsonNode node) {
        if (node.isBinary()) { // long, and Base64 by chance
            return Base64.getEncoder().encodeToString(node.binaryValue());
        }
        if (!node.isString()) {
            throw unfit(node, "a String");
        }
        return Scalars.withoutNul(node.stringValue());
    }

    private static Boolean truth(JsonNode node) {
        if (!node.isBoolean()) {
            throw unfit(node, "a Boolean");
        }
        return node.booleanValue();
    }

    private static Object number(SdkField<?> field, JsonNode node) {
        boolean isFloat = field.marshallingType().getKnownType() == MarshallingKnownType.FLOAT
                || field.marshallingType().getKnownType() == MarshallingKnownType.DOUBLE;
        boolean isWord = isFloat
                && node.isString()
                && !Character.isDigit(node.stringValue().codePointAt(0));
        if (!node.isNumber() && !isWord) {
            throw unfit(node, "a " + field.marshallingType().getTargetClass().getSimpleName());
        }
        return Scalars.parse(field, isWord ? node.stringValue() : whole(node), Format.UNIX_TIMESTAMP);
    }

    /** Numbers such as {@code 1e2} and {@code 2.0} are whole too. */
    private static String whole(JsonNode node) {
        return node.isIntegralNumber() ? node.asString() : withoutZeros(node);
    }

    private static String withoutZeros(JsonNode node) {
        return decimal(node).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal decimal(JsonNode node) {
        try {
            return node.decimalValue();
        } catch (JacksonException | NumberFormatException _) { // 1e400 was read as infinity
            throw new MalformedRequestException("Invalid number: " + node);
        }
    }

    private static Object time(SdkField<?> field, JsonNode node) {
        Format format = Members.timestampFormat(field, Format.UNIX_TIMESTAMP);
        boolean isNumeric = format == Format.UNIX_TIMESTAMP || format == Format.UNIX_TIMESTAMP_MILLIS;
        if (isNumeric != node.isNumber()) {
            throw unfit(node, "a Timestamp");
        }
        return format == Format.UNIX_TIMESTAMP
                ? Timestamps.ofSeconds(decimal(node))
                : Timestamps.parse(node.asString(), format);
    }

    private static Object structure(SdkField<?> field, JsonNode node, int depth) {
        if (!node.isObject()) {
            throw new MalformedRequestException("Unexpected field type");
        }
        SdkPojo builder = Members.newStructure(field);
        readInto(builder, builder.sdkFields(), node, depth + 1);
        return Members.build(builder);
    }

    private static List<@Nullable Object> list(SdkField<?> field, JsonNode node, int depth) {
        if (!node.isArray()) {
            throw new MalformedRequestException("Expected list or null");
        }
        SdkField<?> member = Members.list(field).memberFieldInfo();
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode item : node) {
            values.add(item.isNull() ? null : value(member, item, depth + 1));
        }
        return values;
    }

    private static Map<String, @Nullable Object> map(SdkField<?> field, JsonNode node, int depth) {
        if (!node.isObject()) {
            throw new MalformedRequestException("Expected map or null");
        }
        SdkField<?> valueField = Members.map(field).valueFieldInfo();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode item = entry.getValue();
            values.put(entry.getKey(), item.isNull() ? null : value(valueField, item, depth + 1));
        }
        return values;
    }

    private static MalformedRequestException unfit(JsonNode node, String wanted) {
        return new MalformedRequestException(node.getNodeType() + "_VALUE cannot be converted to " + wanted);
    }
}
