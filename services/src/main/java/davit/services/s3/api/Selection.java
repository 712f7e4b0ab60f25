package davit.services.s3.api;

import davit.services.s3.model.ByteRange;
import davit.services.s3.model.ETag;
import davit.services.s3.model.ReadConditions;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import davit.services.s3.store.StoredPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What a {@code GetObject} or {@code HeadObject} asks of an object.
 *
 * @param range the bytes
 * @param isWhole whether they are all, and were asked for without a range
 * @param isPart whether they are those of a part that was asked for by number
 */
record Selection(ByteRange range, boolean isWhole, boolean isPart) {
    /**
     * Reads a request's range, part number and conditions.
     *
     * @throws davit.aws.operation.ServiceException if a condition does not hold, or the object has no such bytes
     */
    static Selection of(SdkPojo request, StoredObject object, ObjectStore objects) {
        new ReadConditions(
                        Members.text(request, "IfMatch"),
                        Members.text(request, "IfNoneMatch"),
                        Members.instant(request, "IfModifiedSince"),
                        Members.instant(request, "IfUnmodifiedSince"))
                .check(object.eTag(), object.lastModified());
        String range = Members.text(request, "Range");
        if (Members.read(request, "PartNumber") instanceof Integer number) {
            if (range != null) {
                throw S3Error.INVALID_REQUEST.with("Cannot specify both Range header and partNumber query parameter");
            }
            return new Selection(part(number, object, objects), false, true);
        }
        return ByteRange.of(range, object.size())
                .map(found -> new Selection(found, false, false))
                .orElseGet(() -> new Selection(new ByteRange(0, object.size()), true, false));
    }

    private static ByteRange part(int number, StoredObject object, ObjectStore objects) {
        List<StoredPart> parts = objects.parts(object);
        Limits.partNumber(number);
        if (number > Math.max(1, parts.size())) {
            throw S3Error.INVALID_PART_NUMBER.about(Map.of(
                    "PartNumberRequested",
                    Integer.toString(number),
                    "ActualPartCount",
                    Integer.toString(Math.max(1, parts.size()))));
        }
        if (parts.isEmpty()) {
            return new ByteRange(0, object.size());
        }
        long offset = parts.subList(0, number - 1).stream()
                .mapToLong(StoredPart::size)
                .sum();
        return new ByteRange(offset, parts.get(number - 1).size());
    }

    /** Describes the object in an answer to {@code request}. */
    void describe(SdkPojo answer, SdkPojo request, StoredObject object) {
        Members.writeAttributes(answer, object.attributes(), request);
        Members.write(answer, "AcceptRanges", "bytes");
        Members.write(answer, "LastModified", object.lastModified());
        Members.write(answer, "ETag", ETag.quoted(object.eTag()));
        Members.write(answer, "ContentLength", range.length());
        Members.write(answer, "ServerSideEncryption", ServerSideEncryption.AES256.toString());
        Members.write(
                answer,
                "TagCount",
                object.tags().isEmpty() ? null : (Integer) object.tags().size());
        if (!isWhole && range.length() > 0) {
            Members.write(answer, "ContentRange", range.contentRange(object.size()));
        }
        if (isPart) {
            Members.write(answer, "PartsCount", object.parts() == 0 ? null : (Integer) object.parts());
        }
        if (isWhole && isEnabled(Members.text(request, "ChecksumMode"))) {
            Members.writeChecksum(
                    answer, object.checksum().algorithm(), object.checksum().value());
            Members.write(answer, "ChecksumType", object.checksum().type().name());
        }
    }

    private static boolean isEnabled(@Nullable String checksumMode) {
        return "ENABLED".equalsIgnoreCase(checksumMode);
    }
}
