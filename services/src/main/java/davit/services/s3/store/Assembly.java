package davit.services.s3.store;

import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ContentDigests;
import davit.services.s3.model.ETag;
import davit.services.s3.model.ObjectChecksum;
import davit.services.s3.model.S3Error;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object as the parts make it that a client chose of an upload.
 *
 * @param parts the chosen ones, in order
 * @param size in bytes
 * @param eTag without quotation marks
 * @param checksum of the whole
 */
record Assembly(List<StoredPart> parts, long size, String eTag, ObjectChecksum checksum) {
    private static final long LEAST_SIZE = 5L * 1024 * 1024;

    /**
     * Checks the choice.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidPart}, {@code InvalidPartOrder}, {@code
     *     EntityTooSmall}, {@code InvalidRequest}, {@code BadDigest}
     */
    static Assembly of(StoredUpload upload, List<StoredPart> uploaded, Completion completion) {
        List<StoredPart> chosen = choose(upload, uploaded, completion);
        long size = chosen.stream().mapToLong(StoredPart::size).sum();
        if (completion.size() != null && completion.size() != size) {
            throw S3Error.INVALID_REQUEST.with("The provided 'x-amz-mp-object-size' header value " + completion.size()
                    + " does not match what was computed: " + size);
        }
        String eTag =
                ContentDigests.composedETag(chosen.stream().map(StoredPart::md5).toList());
        return new Assembly(chosen, size, eTag, checksum(upload, chosen, completion));
    }

    private static List<StoredPart> choose(StoredUpload upload, List<StoredPart> uploaded, Completion completion) {
        Map<Integer, StoredPart> byNumber = new HashMap<>();
        uploaded.forEach(part -> byNumber.put(part.number(), part));
        List<StoredPart> chosen = new ArrayList<>();
        int last = 0;
        for (Completion.Part part : completion.parts()) {
            if (part.number() <= last) {
                throw S3Error.INVALID_PART_ORDER.about(Map.of("UploadId", upload.id()));
            }
            last = part.number();
            chosen.add(chosen(upload, byNumber.get(last), part));
        }
        for (StoredPart part : chosen.subList(0, chosen.size() - 1)) {
            checkSize(part);
        }
        return chosen;
    }

    private static StoredPart chosen(StoredUpload upload, @Nullable StoredPart found, Completion.Part part) {
        if (found == null || !found.md5().equals(ETag.bare(part.eTag())) || !haveEqualChecksums(found, part)) {
            throw S3Error.INVALID_PART.about(Map.of(
                    "UploadId",
                    upload.id(),
                    "PartNumber",
                    Integer.toString(part.number()),
                    "ETag",
                    ETag.bare(part.eTag())));
        }
        StoredUpload.Checksum asked = upload.checksum();
        if (asked.isAsked()
                && asked.type() == ObjectChecksum.Type.COMPOSITE
                && !part.checksums().containsKey(asked.algorithm())) {
            throw S3Error.INVALID_REQUEST.with("The upload was created using a " + name(asked.algorithm())
                    + " checksum. The complete request must include the checksum for each part. It was missing for part "
                    + part.number() + " in the request.");
        }
        return found;
    }

    private static boolean haveEqualChecksums(StoredPart found, Completion.Part part) {
        return part.checksums().entrySet().stream()
                .allMatch(given ->
                        given.getValue().equals(found.checksums().getOrDefault(given.getKey(), given.getValue())));
    }

    private static void checkSize(StoredPart part) {
        if (part.size() < LEAST_SIZE) {
            throw S3Error.ENTITY_TOO_SMALL.about(Map.of(
                    "ProposedSize",
                    Long.toString(part.size()),
                    "MinSizeAllowed",
                    Long.toString(LEAST_SIZE),
                    "PartNumber",
                    Integer.toString(part.number()),
                    "ETag",
                    part.md5()));
        }
    }

    private static ObjectChecksum checksum(StoredUpload upload, List<StoredPart> chosen, Completion completion) {
        StoredUpload.Checksum asked = upload.checksum();
        if (completion.type() != null && completion.type() != asked.type()) {
            throw S3Error.INVALID_REQUEST.with("The upload was created using the " + asked.type()
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
        List<String> ofParts = chosen.stream()
                .map(part -> Objects.requireNonNullElse(part.checksums().get(asked.algorithm()), ""))
                .toList();
        String value = asked.type() == ObjectChecksum.Type.COMPOSITE
                ? ContentDigests.composedChecksum(asked.algorithm(), ofParts)
                : ContentDigests.combinedChecksum(
                        asked.algorithm(),
                        ofParts,
                        chosen.stream().map(StoredPart::size).toList());
        String expected = completion.checksums().get(asked.algorithm());
        if (expected != null && !expected.equals(value) && !(expected + "-" + chosen.size()).equals(value)) {
            throw S3Error.BAD_DIGEST.with(
                    "The " + name(asked.algorithm()) + " you specified did not match the calculated checksum.");
        }
        return new ObjectChecksum(asked.algorithm(), value, asked.type());
    }

    private static String name(ChecksumAlgorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT);
    }
}
