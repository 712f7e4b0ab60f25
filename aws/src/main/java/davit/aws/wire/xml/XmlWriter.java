package davit.aws.wire.xml;

import davit.aws.wire.Members;
import davit.aws.wire.Scalars;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;

/** XML from structures. */
public final class XmlWriter {
    private XmlWriter() {}

    /** Writes the members that are set, each as an element. */
    public static void write(SdkPojo owner, List<SdkField<?>> fields, XmlText xml) {
        for (SdkField<?> field : fields) {
            Object value = Members.value(field, owner);
            if (value != null && !field.containsTrait(XmlAttributeTrait.class)) {
                member(field, value, xml);
            }
        }
    }

    private static void member(SdkField<?> field, Object value, XmlText xml) {
        String name = field.unmarshallLocationName();
        if (value instanceof List<?> list && Members.list(field).isFlattened()) {
            list.forEach(item -> element(Members.list(field).memberFieldInfo(), name, item, xml));
        } else if (value instanceof Map<?, ?> map && Members.map(field).isFlattened()) {
            map.forEach((key, item) -> entry(Members.map(field), name, Map.entry(key, item), xml));
        } else {
            element(field, name, value, xml);
        }
    }

    /** Writes a value as one element. */
    static void element(SdkField<?> field, String name, Object value, XmlText xml) {
        xml.start(name);
        XmlAttributesTrait attributes = field.getTrait(XmlAttributesTrait.class);
        if (attributes != null) {
            attributes
                    .attributes()
                    .forEach((attribute, accessors) ->
                            attribute(attribute, accessors.attributeGetter().apply(value), xml));
        } else if (value instanceof SdkPojo structure) {
            attributes(structure, structure.sdkFields(), xml);
        }
        content(field, value, xml);
        xml.end();
    }

    /** Writes the members that are attributes of the element that was just begun. */
    static void attributes(SdkPojo owner, List<SdkField<?>> fields, XmlText xml) {
        for (SdkField<?> field : fields) {
            if (field.containsTrait(XmlAttributeTrait.class)) {
                attribute(field.unmarshallLocationName(), Members.value(field, owner), xml);
            }
        }
    }

    private static void attribute(String name, @Nullable Object value, XmlText xml) {
        if (value != null) {
            xml.attribute(name, value.toString());
        }
    }

    private static void content(SdkField<?> field, Object value, XmlText xml) {
        switch (value) {
            case SdkPojo structure -> write(structure, structure.sdkFields(), xml);
            case List<?> list -> {
                ListTrait trait = Members.list(field);
                list.forEach(item ->
                        element(trait.memberFieldInfo(), trait.memberFieldInfo().unmarshallLocationName(), item, xml));
            }
            case Map<?, ?> map ->
                map.forEach((key, item) -> entry(Members.map(field), "entry", Map.entry(key, item), xml));
            default -> xml.text(Scalars.text(field, value, Format.ISO_8601));
        }
    }

    private static void entry(MapTrait trait, String name, Map.Entry<?, ?> entry, XmlText xml) {
        xml.start(name).element(trait.keyLocationName(), entry.getKey().toString());
        element(trait.valueFieldInfo(), trait.valueLocationName(), entry.getValue(), xml);
        xml.end();
    }
}
