package davit.services.s3.api;

import davit.base.storage.Blobs;
import davit.base.storage.StorageException;
import davit.services.s3.model.ByteRange;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ContentDigests;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.ReadConditions;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Where a copy comes from.
 *
 * @param address the object
 */
record CopySource(ObjectAddress address) {
    private static final int BUFFER = 64 * 1024;
    private static final String VERSION = "?versionId=";
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

    /**
     * Reads the header {@code x-amz-copy-source}.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidArgument}
     */
    static CopySource parse(@Nullable String header) {
        String given = header == null ? "" : header;
        int version = given.indexOf(VERSION);
        if (version >= 0) {
            Refusals.checkVersion(given.substring(version + VERSION.length()));
        }
        String path = decoded(version < 0 ? given : given.substring(0, version));
        String relative = path.startsWith("/") ? path.substring(1) : path;
        int slash = relative.indexOf('/');
        if (slash <= 0 || slash == relative.length() - 1) {
            throw S3Error.invalidArgument("Invalid copy source object key", "x-amz-copy-source", given);
        }
        return new CopySource(ObjectAddress.of(relative.substring(0, slash), relative.substring(slash + 1)));
    }

    /** Percent-encoded; a plus sign is one. */
    private static String decoded(String header) {
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Error.invalidArgument("Invalid copy source encoding.", "x-amz-copy-source", header);
        }
    }

    StoredObject find(ObjectStore objects, Permissions permissions) {
        return objects.find(address).orElseThrow(() -> permissions.noSuchKey(address.bucket(), address.key()));
    }

    ReadConditions conditions(SdkPojo request) {
        return new ReadConditions(
                Members.text(request, "CopySourceIfMatch"),
                Members.text(request, "CopySourceIfNoneMatch"),
                Members.instant(request, "CopySourceIfModifiedSince"),
                Members.instant(request, "CopySourceIfUnmodifiedSince"));
    }

    /**
     * The bytes that a part is to be copied from, by the header {@code x-amz-copy-source-range}.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidArgument}
     */
    ByteRange range(@Nullable String header, long size) {
        if (header == null) {
            return new ByteRange(0, size);
        }
        Matcher form = RANGE.matcher(header);
        if (!form.matches() || Long.parseLong(form.group(1)) > Long.parseLong(form.group(2))) {
            throw S3Error.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are"
                            + " the zero-based offsets of the first and last bytes to copy",
                    "x-amz-copy-source-range",
                    header);
        }
        long start = Long.parseLong(form.group(1));
        long end = Long.parseLong(form.group(2));
        if (end >= size) {
            throw S3Error.invalidArgument(
                    "Range specified is not valid for source object of size: " + size,
                    "x-amz-copy-source-range",
                    header);
        }
        return new ByteRange(start, end - start + 1);
    }

    /** Reads a part of the source into {@code upload}. Empty if the source was replaced meanwhile. */
    Optional<ContentDigests.Values> read(
            ObjectStore objects,
            StoredObject source,
            ByteRange range,
            Blobs.Upload upload,
            ChecksumAlgorithm algorithm) {
        Optional<InputStream> stream = objects.read(address, source, range);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        ContentDigests digests = new ContentDigests(List.of(algorithm));
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = stream.get()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                upload.content().write(buffer, 0, read);
                digests.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new StorageException("copy " + address, e);
        }
        return Optional.of(digests.finish());
    }
}
