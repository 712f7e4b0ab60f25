package davit.aws.wire.query;

import davit.aws.wire.Members;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/**
 * What lists and maps are called in forms and in XML by services whose model says it only for JSON: an element of a list
 * of structures has the structure's name, another the list's in the singular; keys of maps are names.
 */
final class FlatNames {
    private static final Map<String, String> IRREGULAR = Map.of("Actions", "ActionName");
    private static final String TAG = "Tag";

    private FlatNames() {}

    /** The name of each element of a list, and each entry of a map. */
    static String of(SdkField<?> field) {
        if (isList(field)
                && Members.list(field).memberFieldInfo().marshallingType().getKnownType()
                        == MarshallingKnownType.SDK_POJO) {
            Class<?> builder =
                    Members.newStructure(Members.list(field).memberFieldInfo()).getClass();
            return builder.getEnclosingClass().getSimpleName();
        }
        String name = field.locationName().substring(0, 1).toUpperCase(Locale.ROOT)
                + field.locationName().substring(1);
        String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
        return IRREGULAR.getOrDefault(name, singular);
    }

    static boolean isList(SdkField<?> field) {
        return field.marshallingType().getKnownType() == MarshallingKnownType.LIST;
    }

    static boolean isMap(SdkField<?> field) {
        return field.marshallingType().getKnownType() == MarshallingKnownType.MAP;
    }

    /** What a key is called in an entry of this name. */
    static String key(String entry) {
        return entry.equals(TAG) ? "Key" : "Name";
    }
}
