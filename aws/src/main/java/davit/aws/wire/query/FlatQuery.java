package davit.aws.wire.query;

import davit.aws.wire.MalformedRequestException;
import davit.aws.wire.Members;
import davit.aws.wire.ResponseForm;
import davit.aws.wire.Scalars;
import davit.aws.wire.WireError;
import davit.aws.wire.WireProtocol;
import davit.aws.wire.WireRequest;
import davit.aws.wire.xml.XmlText;
import davit.base.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** awsQuery as older clients of a JSON service speak it: {@code Attribute.1.Name=DelaySeconds&Attribute.1.Value=5}. */
public final class FlatQuery implements WireProtocol {
    private static final String VALUE = "Value";

    private final String namespace;
    private final AwsQuery query;

    /** The protocol as one service speaks it, with the namespace of its answers. */
    public FlatQuery(String namespace) {
        this.namespace = namespace;
        this.query = new AwsQuery(namespace);
    }

    @Override
    public void read(WireRequest request, SdkPojo input) {
        for (SdkField<?> field : input.sdkFields()) {
            String label = request.labels().get(field.locationName());
            if (label != null) {
                field.set(input, label);
            }
        }
        readInto(input, FormNode.parse(AwsQuery.parameters(request)));
    }

    private static void readInto(SdkPojo target, FormNode node) {
        for (SdkField<?> field : target.sdkFields()) {
            boolean isFlat = FlatNames.isList(field) || FlatNames.isMap(field);
            node.child(isFlat ? FlatNames.of(field) : field.locationName())
                    .ifPresent(child -> field.set(target, value(field, child)));
        }
    }

    private static Object value(SdkField<?> field, FormNode node) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(field, node);
            case LIST -> list(field, node);
            case MAP -> map(field, node);
            default ->
                Scalars.parse(
                        field,
                        FormReader.text(node)
                                .orElseThrow(() -> new MalformedRequestException(
                                        "Unexpected complex element for " + field.locationName())),
                        Format.ISO_8601);
        };
    }

    private static Object structure(SdkField<?> field, FormNode node) {
        SdkPojo builder = Members.newStructure(field);
        readInto(builder, node);
        return Members.build(builder);
    }

    private static List<Object> list(SdkField<?> field, FormNode node) {
        List<Object> values = new ArrayList<>();
        for (FormNode item : node.numbered()) {
            values.add(value(Members.list(field).memberFieldInfo(), item));
        }
        return values;
    }

    private static Map<String, Object> map(SdkField<?> field, FormNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormNode entry : node.numbered()) {
            String key = entry.child(FlatNames.key(FlatNames.of(field)))
                    .flatMap(FormReader::text)
                    .orElseThrow(() -> new MalformedRequestException("A map has an entry without a key"));
            FormNode value = entry.child(VALUE)
                    .orElseThrow(() -> new MalformedRequestException("A map has an entry without a value"));
            values.put(key, value(Members.map(field).valueFieldInfo(), value));
        }
        return values;
    }

    @Override
    public HttpResponse write(ResponseForm form, SdkPojo output) {
        XmlText xml = new XmlText().start(form.operation() + "Response");
        xml.attribute("xmlns", namespace);
        if (!output.sdkFields().isEmpty()) {
            xml.start(form.operation() + "Result");
            structure(output, xml);
            xml.end();
        }
        xml.start("ResponseMetadata")
                .element("RequestId", form.requestId())
                .end()
                .end();
        return AwsQuery.response(form.status(), form.requestId(), xml);
    }

    private static void structure(SdkPojo owner, XmlText xml) {
        for (SdkField<?> field : owner.sdkFields()) {
            Object value = Members.value(field, owner);
            switch (value) {
                case null -> {} // not said
                case List<?> list ->
                    list.forEach(
                            item -> element(Members.list(field).memberFieldInfo(), FlatNames.of(field), item, xml));
                case Map<?, ?> map -> map.forEach((key, item) -> entry(field, key.toString(), item, xml));
                default -> element(field, field.unmarshallLocationName(), value, xml);
            }
        }
    }

    private static void entry(SdkField<?> field, String key, Object value, XmlText xml) {
        String name = FlatNames.of(field);
        xml.start(name).element(FlatNames.key(name), key);
        element(Members.map(field).valueFieldInfo(), VALUE, value, xml);
        xml.end();
    }

    private static void element(SdkField<?> field, String name, @Nullable Object value, XmlText xml) {
        xml.start(name);
        if (value instanceof SdkPojo structure) {
            structure(structure, xml);
        } else if (value != null) {
            xml.text(Scalars.text(field, value, Format.ISO_8601));
        }
        xml.end();
    }

    @Override
    public HttpResponse error(WireError error) {
        return query.error(error);
    }
}
