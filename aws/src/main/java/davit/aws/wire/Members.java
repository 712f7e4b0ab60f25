package davit.aws.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Members of requests and responses, read and set through the SDK's description of them. */
public final class Members {
    private Members() {}

    /** The member's value, or null if it was not set: an empty collection that the SDK put there counts as not set. */
    public static @Nullable Object value(SdkField<?> field, SdkPojo owner) {
        Object value = field.getValueOrDefault(owner);
        return value instanceof SdkAutoConstructList<?> || value instanceof SdkAutoConstructMap<?, ?> ? null : value;
    }

    /** The member that is the body itself, if there is one. */
    public static Optional<SdkField<?>> payload(SdkPojo owner) {
        for (SdkField<?> field : owner.sdkFields()) {
            if (field.containsTrait(PayloadTrait.class)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The members that are parts of the body. */
    public static List<SdkField<?>> inBody(SdkPojo owner) {
        return owner.sdkFields().stream().filter(Members::isInBody).toList();
    }

    private static boolean isInBody(SdkField<?> field) {
        return field.location() == MarshallLocation.PAYLOAD;
    }

    /** The format of a point in time, where the model does not leave it to the protocol. */
    public static Format timestampFormat(SdkField<?> field, Format otherwise) {
        TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
        return trait == null ? otherwise : trait.format();
    }

    /** How a list is written. */
    public static ListTrait list(SdkField<?> field) {
        return field.getRequiredTrait(ListTrait.class);
    }

    /** How a map is written. */
    public static MapTrait map(SdkField<?> field) {
        return field.getRequiredTrait(MapTrait.class);
    }

    /** A builder for the structure that is the member's value. */
    public static SdkPojo newStructure(SdkField<?> field) {
        return field.constructor().get();
    }

    /** What the builder has collected. */
    public static Object build(SdkPojo builder) {
        return ((Buildable) builder).build();
    }
}
