package davit.aws.wire.query;

import davit.aws.wire.MalformedRequestException;
import davit.aws.wire.Members;
import davit.aws.wire.Scalars;
import davit.aws.wire.xml.XmlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Structures from forms. */
final class FormReader {
    private FormReader() {}

    static void readInto(SdkPojo target, FormNode node) {
        for (SdkField<?> field : target.sdkFields()) {
            node.child(field.locationName()).ifPresent(child -> read(target, field, child));
        }
    }

    private static void read(SdkPojo target, SdkField<?> field, FormNode node) {
        field.set(target, value(field, node));
    }

    private static Object value(SdkField<?> field, FormNode node) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(field, node);
            case LIST -> list(Members.list(field), node);
            case MAP -> map(Members.map(field), node);
            default ->
                Scalars.parse(
                        field,
                        text(node)
                                .orElseThrow(() -> new MalformedRequestException(
                                        "Unexpected complex element for " + field.locationName())),
                        Format.ISO_8601);
        };
    }

    /** What an answer in XML could never say is not taken: it would make the answers of later requests unreadable. */
    static Optional<String> text(FormNode node) {
        Optional<String> text = node.text();
        if (text.isPresent() && !XmlText.canCarry(text.get())) {
            throw new MalformedRequestException("The request has a character that is not allowed in XML");
        }
        return text;
    }

    private static Object structure(SdkField<?> field, FormNode node) {
        SdkPojo builder = Members.newStructure(field);
        readInto(builder, node);
        return Members.build(builder);
    }

    /** An empty text where a list is expected stands for an empty list. */
    private static List<Object> list(ListTrait trait, FormNode node) {
        SdkField<?> member = trait.memberFieldInfo();
        Optional<FormNode> items = trait.isFlattened() ? Optional.of(node) : node.child(member.locationName());
        if (items.isEmpty()) {
            items = node.child("member");
        }
        List<Object> values = new ArrayList<>();
        for (FormNode item : items.map(FormNode::numbered).orElse(List.of())) {
            values.add(value(member, item));
        }
        return values;
    }

    private static Map<String, Object> map(MapTrait trait, FormNode node) {
        Optional<FormNode> entries = trait.isFlattened() ? Optional.of(node) : node.child("entry");
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormNode entry : entries.map(FormNode::numbered).orElse(List.of())) {
            String key = entry.child(trait.keyLocationName())
                    .flatMap(FormReader::text)
                    .orElseThrow(() -> new MalformedRequestException("A map has an entry without a key"));
            FormNode value = entry.child(trait.valueLocationName())
                    .orElseThrow(() -> new MalformedRequestException("A map has an entry without a value"));
            values.put(key, value(trait.valueFieldInfo(), value));
        }
        return values;
    }
}
