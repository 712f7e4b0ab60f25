package davit.aws.smithy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.Trait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait.AttributeAccessors;
import software.amazon.awssdk.utils.Pair;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.HttpHeaderTrait;
import software.amazon.smithy.model.traits.HttpLabelTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.HttpPrefixHeadersTrait;
import software.amazon.smithy.model.traits.HttpQueryParamsTrait;
import software.amazon.smithy.model.traits.HttpQueryTrait;
import software.amazon.smithy.model.traits.HttpResponseCodeTrait;
import software.amazon.smithy.model.traits.JsonNameTrait;
import software.amazon.smithy.model.traits.MediaTypeTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/**
 * The fields that the SDK's code generator would describe the members of a shape with: no more than it carries, so that
 * a test passes only if it would with the SDK's real types.
 */
final class FieldsOfShapes {
    private final Model model;
    private final SmithyProtocol protocol;
    private final boolean isOfInputs;
    private final Set<ShapeId> unwrapped;
    private final Map<ShapeId, List<SdkField<?>>> known = new HashMap<>();

    private FieldsOfShapes(Model model, SmithyProtocol protocol, boolean isOfInputs, Set<ShapeId> unwrapped) {
        this.model = model;
        this.protocol = protocol;
        this.isOfInputs = isOfInputs;
        this.unwrapped = unwrapped;
    }

    static FieldsOfShapes ofInputs(Model model, SmithyProtocol protocol) {
        return new FieldsOfShapes(model, protocol, true, Set.of());
    }

    /** Fields of responses; the only member of an {@code unwrapped} one is its body. */
    static FieldsOfShapes ofOutputs(Model model, SmithyProtocol protocol, Set<ShapeId> unwrapped) {
        return new FieldsOfShapes(model, protocol, false, unwrapped);
    }

    DynamicStructure newStructure(ShapeId structure) {
        return new DynamicStructure(of(structure));
    }

    private List<SdkField<?>> of(ShapeId structure) {
        List<SdkField<?>> fields = known.get(structure);
        if (fields == null) {
            fields = new ArrayList<>();
            known.put(structure, fields);
            for (MemberShape member : model.expectShape(structure).members()) {
                boolean isStream = model.expectShape(member.getTarget()).hasTrait(StreamingTrait.class);
                if (!isStream) { // streams are no members of the SDK's types
                    fields.add(field(member, bindings(member)));
                }
            }
        }
        return fields;
    }

    private record Binding(MarshallLocation location, String name) {}

    private Binding bindings(MemberShape member) {
        if (!protocol.isRest()) {
            return new Binding(MarshallLocation.PAYLOAD, bodyName(member));
        }
        if (isOfInputs && member.hasTrait(HttpLabelTrait.class)) {
            return new Binding(MarshallLocation.PATH, member.getMemberName());
        }
        if (member.hasTrait(HttpResponseCodeTrait.class)) {
            return new Binding(MarshallLocation.STATUS_CODE, member.getMemberName());
        }
        if (isOfInputs && member.hasTrait(HttpQueryParamsTrait.class)) {
            return new Binding(MarshallLocation.QUERY_PARAM, member.getMemberName());
        }
        Optional<Binding> named = member.getTrait(HttpQueryTrait.class)
                .filter(_ -> isOfInputs)
                .map(query -> new Binding(MarshallLocation.QUERY_PARAM, query.getValue()))
                .or(() -> member.getTrait(HttpHeaderTrait.class)
                        .map(header -> new Binding(MarshallLocation.HEADER, header.getValue())))
                .or(() -> member.getTrait(HttpPrefixHeadersTrait.class)
                        .map(prefix -> new Binding(MarshallLocation.HEADER, prefix.getValue())));
        return named.orElseGet(() -> new Binding(MarshallLocation.PAYLOAD, bodyName(member)));
    }

    private String bodyName(MemberShape member) {
        if (protocol == SmithyProtocol.REST_JSON_1) {
            return member.getTrait(JsonNameTrait.class)
                    .map(JsonNameTrait::getValue)
                    .orElse(member.getMemberName());
        }
        if (!protocol.isXml()) {
            return member.getMemberName();
        }
        Optional<String> name = member.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue);
        if (member.hasTrait(HttpPayloadTrait.class)) {
            Shape target = model.expectShape(member.getTarget());
            return name.or(() -> target.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue))
                    .orElse(target.getId().getName());
        }
        return name.orElse(member.getMemberName());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // one field for members of every type
    private SdkField<?> field(MemberShape member, Binding binding) {
        List<Trait> traits = new ArrayList<>();
        traits.add(LocationTrait.builder()
                .location(binding.location())
                .locationName(binding.name())
                .unmarshallLocationName(binding.name())
                .build());
        Shape target = model.expectShape(member.getTarget());
        addTraits(member, target, traits);
        BiConsumer<Object, @Nullable Object> setter =
                (owner, value) -> ((DynamicStructure) owner).set(member.getMemberName(), value);
        Function<Object, @Nullable Object> getter = owner -> ((DynamicStructure) owner).value(member.getMemberName());
        SdkField.Builder builder = SdkField.builder((MarshallingType) type(target));
        builder.memberName(member.getMemberName());
        builder.getter(getter);
        builder.setter(setter);
        builder.traits(traits.toArray(Trait[]::new));
        if (target.isStructureShape() || target.isUnionShape()) {
            builder.constructor(() -> (SdkPojo) newStructure(target.getId()));
        }
        return builder.build();
    }

    private void addTraits(MemberShape member, Shape target, List<Trait> traits) {
        boolean isBody = member.hasTrait(HttpPayloadTrait.class) || unwrapped.contains(member.getContainer());
        if (protocol.isRest() && isBody) {
            traits.add(PayloadTrait.create());
        }
        member.getTrait(software.amazon.smithy.model.traits.TimestampFormatTrait.class)
                .or(() -> target.getTrait(software.amazon.smithy.model.traits.TimestampFormatTrait.class))
                .ifPresent(format -> traits.add(TimestampFormatTrait.create(
                        TimestampFormatTrait.Format.fromString(sdkName(format.getValue())))));
        boolean isJsonInHeader = protocol.isRest()
                && member.hasTrait(HttpHeaderTrait.class)
                && target.getTrait(MediaTypeTrait.class)
                        .filter(media -> media.getValue().equals("application/json"))
                        .isPresent();
        if (isJsonInHeader) {
            traits.add(JsonValueTrait.create());
        }
        if (member.hasTrait(software.amazon.smithy.model.traits.XmlAttributeTrait.class)) {
            traits.add(XmlAttributeTrait.create());
        }
        boolean isFlattened = protocol.isXml() && member.hasTrait(XmlFlattenedTrait.class);
        if (target instanceof ListShape list) {
            traits.add(list(list, isFlattened));
        } else if (target instanceof MapShape map) {
            traits.add(map(map, isFlattened));
        } else if (protocol.isXml() && target.isStructureShape()) {
            attributes(target, member).ifPresent(traits::add);
        }
    }

    private static String sdkName(String format) {
        return switch (format) {
            case "date-time" -> "iso8601";
            case "http-date" -> "rfc822";
            default -> "unixTimestamp";
        };
    }

    private ListTrait list(ListShape list, boolean isFlattened) {
        String name = protocol.isXml()
                ? list.getMember()
                        .getTrait(XmlNameTrait.class)
                        .map(XmlNameTrait::getValue)
                        .orElse("member")
                : "member";
        return ListTrait.builder()
                .memberLocationName(name.equals("member") ? null : name)
                .isFlattened(isFlattened)
                .memberFieldInfo(field(list.getMember(), new Binding(MarshallLocation.PAYLOAD, name)))
                .build();
    }

    private MapTrait map(MapShape map, boolean isFlattened) {
        String value = xmlName(map.getValue(), "value");
        return MapTrait.builder()
                .keyLocationName(xmlName(map.getKey(), "key"))
                .valueLocationName(value)
                .isFlattened(isFlattened)
                .valueFieldInfo(field(map.getValue(), new Binding(MarshallLocation.PAYLOAD, value)))
                .build();
    }

    private String xmlName(MemberShape member, String otherwise) {
        return protocol.isXml()
                ? member.getTrait(XmlNameTrait.class)
                        .map(XmlNameTrait::getValue)
                        .orElse(otherwise)
                : otherwise;
    }

    /** The SDK carries attributes with the structure that has them, and a prefixed namespace with them. */
    private Optional<XmlAttributesTrait> attributes(Shape structure, MemberShape holder) {
        List<Pair<String, AttributeAccessors>> pairs = new ArrayList<>();
        Optional<XmlNamespaceTrait> namespace = holder.getTrait(XmlNamespaceTrait.class)
                .or(() -> structure.getTrait(XmlNamespaceTrait.class))
                .filter(trait -> trait.getPrefix().isPresent());
        for (MemberShape member : structure.members()) {
            if (member.hasTrait(software.amazon.smithy.model.traits.XmlAttributeTrait.class)) {
                namespace.ifPresent(trait ->
                        pairs.add(Pair.of("xmlns:" + trait.getPrefix().orElse(""), accessors(_ -> trait.getUri()))));
                pairs.add(Pair.of(bodyName(member), accessors(owner -> {
                    Object value = ((DynamicStructure) owner).value(member.getMemberName());
                    return value == null ? null : value.toString();
                })));
            }
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(create(pairs));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the SDK takes an array of a generic type
    private static XmlAttributesTrait create(List<Pair<String, AttributeAccessors>> pairs) {
        return XmlAttributesTrait.create(pairs.toArray(new Pair[0]));
    }

    private static AttributeAccessors accessors(Function<Object, @Nullable String> getter) {
        return AttributeAccessors.builder().attributeGetter(getter).build();
    }

    private static MarshallingType<?> type(Shape target) {
        return switch (target.getType()) {
            case STRING, ENUM -> MarshallingType.STRING;
            case BOOLEAN -> MarshallingType.BOOLEAN;
            case BYTE -> MarshallingType.BYTE;
            case SHORT -> MarshallingType.SHORT;
            case INTEGER, INT_ENUM -> MarshallingType.INTEGER;
            case LONG -> MarshallingType.LONG;
            case FLOAT -> MarshallingType.FLOAT;
            case DOUBLE -> MarshallingType.DOUBLE;
            case BIG_DECIMAL, BIG_INTEGER -> MarshallingType.BIG_DECIMAL;
            case TIMESTAMP -> MarshallingType.INSTANT;
            case BLOB -> MarshallingType.SDK_BYTES;
            case LIST, SET -> MarshallingType.LIST;
            case MAP -> MarshallingType.MAP;
            case STRUCTURE, UNION -> MarshallingType.SDK_POJO;
            case DOCUMENT -> MarshallingType.DOCUMENT;
            default -> throw new IllegalArgumentException("no member is of type " + target.getType());
        };
    }
}
