package davit.aws.wire.xml;

import davit.aws.wire.MalformedRequestException;
import davit.aws.wire.Members;
import davit.aws.wire.Scalars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/** Structures from XML. */
final class XmlReader {
    private XmlReader() {}

    /** Sets the members that {@code element} has. */
    static void readInto(SdkPojo target, List<SdkField<?>> fields, XmlElement element) {
        for (SdkField<?> field : fields) {
            if (field.containsTrait(XmlAttributeTrait.class)) {
                Optional.ofNullable(element.attributes().get(field.locationName()))
                        .ifPresent(text -> field.set(target, Scalars.parse(field, text, Format.ISO_8601)));
            } else {
                readMember(target, field, element);
            }
        }
    }

    private static void readMember(SdkPojo target, SdkField<?> field, XmlElement element) {
        List<XmlElement> found = element.all(field.locationName());
        if (found.isEmpty()) {
            return;
        }
        if (isFlattened(field)) {
            field.set(target, isList(field) ? list(field, found) : map(field, found));
        } else {
            field.set(target, value(field, found.getFirst()));
        }
    }

    private static boolean isList(SdkField<?> field) {
        return field.marshallingType().getKnownType() == MarshallingKnownType.LIST;
    }

    private static boolean isFlattened(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> Members.list(field).isFlattened();
            case MAP -> Members.map(field).isFlattened();
            default -> false;
        };
    }

    static Object value(SdkField<?> field, XmlElement element) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(field, element);
            case LIST -> list(field, items(Members.list(field), element));
            case MAP -> map(field, element.children());
            default -> scalar(field, element);
        };
    }

    private static Object scalar(SdkField<?> field, XmlElement element) {
        if (!element.children().isEmpty()) {
            throw new MalformedRequestException(element.name() + " has elements where text is expected");
        }
        return Scalars.parse(field, element.text(), Format.ISO_8601);
    }

    private static List<XmlElement> items(ListTrait list, XmlElement element) {
        return element.all(list.memberFieldInfo().locationName());
    }

    private static Object structure(SdkField<?> field, XmlElement element) {
        SdkPojo builder = Members.newStructure(field);
        readInto(builder, builder.sdkFields(), element);
        return Members.build(builder);
    }

    private static List<Object> list(SdkField<?> field, List<XmlElement> items) {
        SdkField<?> member = Members.list(field).memberFieldInfo();
        return items.stream()
                .map((Function<XmlElement, Object>) item -> value(member, item))
                .toList();
    }

    private static Map<String, Object> map(SdkField<?> field, List<XmlElement> entries) {
        MapTrait trait = Members.map(field);
        Map<String, Object> values = new LinkedHashMap<>();
        for (XmlElement entry : entries) {
            Optional<XmlElement> key = entry.child(trait.keyLocationName());
            Optional<XmlElement> value = entry.child(trait.valueLocationName());
            if (key.isEmpty() || value.isEmpty()) {
                throw new MalformedRequestException(entry.name() + " has no key or no value");
            }
            values.put(key.get().text(), value(trait.valueFieldInfo(), value.get()));
        }
        return values;
    }
}
