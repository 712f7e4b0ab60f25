package davit.deploy.monitor;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ArchiveValue;
import davit.deploy.value.PropertyValue.AssetValue;
import davit.deploy.value.PropertyValue.NullValue;
import davit.deploy.value.PropertyValue.OutputValue;
import davit.deploy.value.PropertyValue.ReferenceValue;
import davit.deploy.value.PropertyValue.SecretValue;
import davit.deploy.value.PropertyValue.Source;
import davit.deploy.value.Signatures;
import davit.deploy.value.Urn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Reads values as Pulumi's SDKs write them. */
final class WireReader {
    private WireReader() {}

    /** The properties of a structure. */
    static Properties read(Struct struct) {
        Map<String, PropertyValue> values = new LinkedHashMap<>();
        struct.getFieldsMap().forEach((name, value) -> values.put(name, read(value)));
        return new Properties(values);
    }

    /**
     * One value.
     *
     * @throws IllegalArgumentException if it has a signature that nobody knows
     */
    static PropertyValue read(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> PropertyValue.nothing();
            case NUMBER_VALUE -> PropertyValue.of(value.getNumberValue());
            case BOOL_VALUE -> PropertyValue.of(value.getBoolValue());
            case STRING_VALUE -> readText(value.getStringValue());
            case LIST_VALUE -> readList(value.getListValue());
            case STRUCT_VALUE -> readStruct(value.getStructValue());
        };
    }

    private static PropertyValue readText(String text) {
        return text.equals(Signatures.UNKNOWN) ? PropertyValue.unknown() : PropertyValue.of(text);
    }

    private static PropertyValue readList(ListValue list) {
        return PropertyValue.of(
                list.getValuesList().stream().map(WireReader::read).toList());
    }

    private static PropertyValue readStruct(Struct struct) {
        String signature = struct.getFieldsOrDefault(Signatures.KEY, Value.getDefaultInstance())
                .getStringValue();
        return switch (signature) {
            case "" -> PropertyValue.of(read(struct));
            case Signatures.SECRET -> new SecretValue(read(member(struct, "value")));
            case Signatures.OUTPUT -> readOutput(struct);
            case Signatures.ASSET -> readAsset(struct);
            case Signatures.ARCHIVE -> readArchive(struct);
            case Signatures.RESOURCE -> readReference(struct);
            default -> throw new IllegalArgumentException("a value has the unknown signature " + signature);
        };
    }

    private static PropertyValue readOutput(Struct struct) {
        PropertyValue value = struct.containsFields("value") ? read(member(struct, "value")) : PropertyValue.unknown();
        PropertyValue marked = member(struct, "secret").getBoolValue() ? new SecretValue(value) : value;
        TreeSet<Urn> dependencies = new TreeSet<>();
        for (Value urn : member(struct, "dependencies").getListValue().getValuesList()) {
            dependencies.add(new Urn(urn.getStringValue()));
        }
        return new OutputValue(marked, dependencies);
    }

    private static PropertyValue readAsset(Struct struct) {
        if (struct.containsFields("path")) {
            return new AssetValue(text(struct, "hash"), Source.PATH, text(struct, "path"));
        }
        if (struct.containsFields("uri")) {
            return new AssetValue(text(struct, "hash"), Source.URI, text(struct, "uri"));
        }
        return new AssetValue(text(struct, "hash"), Source.TEXT, text(struct, "text"));
    }

    private static PropertyValue readArchive(Struct struct) {
        String hash = text(struct, "hash");
        if (struct.containsFields("assets")) {
            Properties assets = read(member(struct, "assets").getStructValue());
            return new ArchiveValue(hash, Source.ASSETS, "", assets);
        }
        return struct.containsFields("path")
                ? new ArchiveValue(hash, Source.PATH, text(struct, "path"), Properties.EMPTY)
                : new ArchiveValue(hash, Source.URI, text(struct, "uri"), Properties.EMPTY);
    }

    private static PropertyValue readReference(Struct struct) {
        Value id = member(struct, "id");
        boolean isUnknown = id.hasStringValue() && id.getStringValue().isEmpty();
        PropertyValue read = isUnknown ? PropertyValue.unknown() : read(id);
        PropertyValue known = struct.containsFields("id") ? read : new NullValue();
        return new ReferenceValue(new Urn(text(struct, "urn")), known, text(struct, "packageVersion"));
    }

    private static Value member(Struct struct, String name) {
        return struct.getFieldsOrDefault(name, Value.getDefaultInstance());
    }

    private static String text(Struct struct, String name) {
        return member(struct, name).getStringValue();
    }
}
