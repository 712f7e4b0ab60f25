package davit.deploy.monitor;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ArchiveValue;
import davit.deploy.value.PropertyValue.AssetValue;
import davit.deploy.value.PropertyValue.BooleanValue;
import davit.deploy.value.PropertyValue.NumberValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import davit.deploy.value.PropertyValue.OutputValue;
import davit.deploy.value.PropertyValue.ReferenceValue;
import davit.deploy.value.PropertyValue.SecretValue;
import davit.deploy.value.PropertyValue.Source;
import davit.deploy.value.PropertyValue.TextValue;
import davit.deploy.value.PropertyValue.UnknownValue;
import davit.deploy.value.Signatures;
import java.util.List;

/**
 * Writes values as an SDK accepts them.
 *
 * @param keepsSecrets whether the SDK accepts secrets; else they are written as what they hold
 * @param keepsReferences whether it accepts references to resources; else these are written as the id, or the URN
 */
record WireWriter(boolean keepsSecrets, boolean keepsReferences) {
    /** The properties as a structure. */
    Struct write(Properties properties) {
        Struct.Builder struct = Struct.newBuilder();
        properties.values().forEach((name, value) -> struct.putFields(name, write(value)));
        return struct.build();
    }

    /** One value. */
    Value write(PropertyValue value) {
        return switch (value) {
            case PropertyValue.NullValue _ ->
                Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
            case BooleanValue(boolean truth) ->
                Value.newBuilder().setBoolValue(truth).build();
            case NumberValue(double number) ->
                Value.newBuilder().setNumberValue(number).build();
            case TextValue(String text) -> text(text);
            case UnknownValue _ -> text(Signatures.UNKNOWN);
            case PropertyValue.ListValue(List<PropertyValue> items) -> list(items);
            case ObjectValue(Properties properties) -> struct(write(properties));
            case SecretValue(PropertyValue inner) -> secret(inner);
            case OutputValue(PropertyValue inner, var _) -> write(inner);
            case AssetValue asset -> struct(asset(asset));
            case ArchiveValue archive -> struct(archive(archive));
            case ReferenceValue reference -> reference(reference);
        };
    }

    private Value list(List<PropertyValue> items) {
        ListValue.Builder list = ListValue.newBuilder();
        items.forEach(item -> list.addValues(write(item)));
        return Value.newBuilder().setListValue(list).build();
    }

    private Value secret(PropertyValue inner) {
        return keepsSecrets
                ? struct(signed(Signatures.SECRET)
                        .putFields("value", write(inner))
                        .build())
                : write(inner);
    }

    private static Struct asset(AssetValue asset) {
        return signed(Signatures.ASSET)
                .putFields("hash", text(asset.hash()))
                .putFields(member(asset.source()), text(asset.content()))
                .build();
    }

    private Struct archive(ArchiveValue archive) {
        Value content = archive.source() == Source.ASSETS ? struct(write(archive.assets())) : text(archive.content());
        return signed(Signatures.ARCHIVE)
                .putFields("hash", text(archive.hash()))
                .putFields(member(archive.source()), content)
                .build();
    }

    private static String member(Source source) {
        return switch (source) {
            case TEXT -> "text";
            case PATH -> "path";
            case URI -> "uri";
            case ASSETS -> "assets";
        };
    }

    private Value reference(ReferenceValue reference) {
        if (!keepsReferences) {
            return reference.id().isNull() ? text(reference.urn().text()) : write(reference.id());
        }
        Struct.Builder struct = signed(Signatures.RESOURCE)
                .putFields("urn", text(reference.urn().text()));
        if (!reference.id().isNull()) {
            struct.putFields("id", reference.id().isUnknown() ? text("") : write(reference.id()));
        }
        if (!reference.packageVersion().isEmpty()) {
            struct.putFields("packageVersion", text(reference.packageVersion()));
        }
        return struct(struct.build());
    }

    private static Struct.Builder signed(String signature) {
        return Struct.newBuilder().putFields(Signatures.KEY, text(signature));
    }

    private static Value struct(Struct struct) {
        return Value.newBuilder().setStructValue(struct).build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
