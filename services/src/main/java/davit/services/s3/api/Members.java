package davit.services.s3.api;

import davit.services.s3.model.Attributes;
import davit.services.s3.model.ChecksumAlgorithm;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Members that many of S3's shapes have in common, by name: the SDK gives them no common type. */
final class Members {
    private static final String CHECKSUM = "Checksum";

    private Members() {}

    static @Nullable Object read(SdkPojo shape, String member) {
        return field(shape, member).map(field -> field.getValueOrDefault(shape)).orElse(null);
    }

    private static Optional<SdkField<?>> field(SdkPojo shape, String member) {
        return shape.sdkFields().stream()
                .filter(field -> field.memberName().equals(member))
                .findFirst();
    }

    static @Nullable String text(SdkPojo shape, String member) {
        return read(shape, member) instanceof String text ? text : null;
    }

    static @Nullable Instant instant(SdkPojo shape, String member) {
        return read(shape, member) instanceof Instant instant ? instant : null;
    }

    static void write(SdkPojo builder, String member, @Nullable Object value) {
        field(builder, member).ifPresent(field -> field.set(builder, value));
    }

    static Map<ChecksumAlgorithm, String> checksums(SdkPojo shape) {
        Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String value = text(shape, CHECKSUM + algorithm.name());
            if (value != null) {
                checksums.put(algorithm, value);
            }
        }
        return checksums;
    }

    static void writeChecksum(SdkPojo builder, ChecksumAlgorithm algorithm, @Nullable String value) {
        write(builder, CHECKSUM + algorithm.name(), value);
    }

    /** What an object is to carry by a request that makes one. */
    static Attributes attributes(SdkPojo request) {
        return new Attributes(
                Attributes.contentType(text(request, "ContentType")),
                Attributes.contentEncoding(text(request, "ContentEncoding")),
                text(request, "ContentDisposition"),
                text(request, "ContentLanguage"),
                text(request, "CacheControl"),
                instant(request, "Expires"),
                Attributes.storageClass(text(request, "StorageClass")),
                text(request, "WebsiteRedirectLocation"),
                metadata(request));
    }

    @SuppressWarnings("unchecked") // the member is a map of strings in every request that has it
    private static Map<String, String> metadata(SdkPojo request) {
        Object metadata = read(request, "Metadata");
        return metadata instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
    }

    /** What an object carries, into an answer that describes it; a request may override what it had. */
    static void writeAttributes(SdkPojo builder, Attributes attributes, SdkPojo request) {
        writeHeader(builder, "ContentType", attributes.contentType(), request);
        writeHeader(builder, "ContentEncoding", attributes.contentEncoding(), request);
        writeHeader(builder, "ContentDisposition", attributes.contentDisposition(), request);
        writeHeader(builder, "ContentLanguage", attributes.contentLanguage(), request);
        writeHeader(builder, "CacheControl", attributes.cacheControl(), request);
        writeHeader(builder, "Expires", attributes.expires(), request);
        write(builder, "StorageClass", attributes.namedStorageClass());
        write(builder, "WebsiteRedirectLocation", attributes.redirect());
        write(builder, "Metadata", attributes.metadata());
    }

    private static void writeHeader(SdkPojo builder, String member, @Nullable Object value, SdkPojo request) {
        Object override = read(request, "Response" + member);
        write(builder, member, override == null ? value : Objects.requireNonNull(override));
    }
}
