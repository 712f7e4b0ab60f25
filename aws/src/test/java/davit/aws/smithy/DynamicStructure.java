package davit.aws.smithy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** What the SDK would generate for a structure: its own builder, with values by member names. */
final class DynamicStructure implements SdkPojo, Buildable {
    private final List<SdkField<?>> fields;
    private final Map<String, Object> values = new HashMap<>();

    DynamicStructure(List<SdkField<?>> fields) {
        this.fields = fields;
    }

    @Override
    public List<SdkField<?>> sdkFields() {
        return fields;
    }

    @Override
    public Object build() {
        return this;
    }

    @Nullable
    Object value(String member) {
        return values.get(member);
    }

    void set(String member, @Nullable Object value) {
        if (value != null) {
            values.put(member, value);
        }
    }

    void remove(String member) {
        values.remove(member);
    }

    /** Equal values of equal members, whatever their fields. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DynamicStructure structure && structure.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
