package davit.services.s3.api;

import davit.aws.operation.UploadContent;
import davit.base.storage.Blobs;
import davit.base.storage.StorageException;
import davit.services.s3.model.ChecksumAlgorithm;
import davit.services.s3.model.ContentDigests;
import davit.services.s3.model.S3Error;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Receives content and checks it against every digest that came with it, in headers or behind it. For one thread.
 */
final class Reception {
    private static final int BUFFER = 64 * 1024;
    private static final long MOST_BYTES = 5L * 1024 * 1024 * 1024;
    private static final int MD5_LENGTH = 16;

    private final UploadContent content;
    private final Map<ChecksumAlgorithm, String> inHeaders;
    private final Optional<ChecksumAlgorithm> announced;
    private final @Nullable String md5;

    /**
     * Looks at what a request announces, before any content is read.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidRequest}, {@code InvalidDigest}, {@code
     *     EntityTooLarge}
     */
    Reception(SdkPojo request, UploadContent content) {
        this.content = content;
        this.inHeaders = Members.checksums(request);
        this.announced = announced(Members.text(request, "ChecksumAlgorithm"));
        this.md5 = md5(Members.text(request, "ContentMD5"));
        inHeaders.forEach(Reception::checkForm);
        checkSize(content.length().orElse(0));
    }

    private Optional<ChecksumAlgorithm> announced(@Nullable String named) {
        Set<ChecksumAlgorithm> all = EnumSet.noneOf(ChecksumAlgorithm.class);
        all.addAll(inHeaders.keySet());
        content.announcedTrailers().stream()
                .flatMap(trailer -> ChecksumAlgorithm.ofHeader(trailer).stream())
                .forEach(all::add);
        if (all.size() > 1) {
            throw S3Error.INVALID_REQUEST.with(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        Optional<ChecksumAlgorithm> found = all.stream().findFirst();
        if (named != null && !found.equals(Optional.of(ChecksumAlgorithm.named(named)))) {
            throw S3Error.INVALID_REQUEST.with(
                    found.isEmpty()
                            ? "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
                                    + " x-amz-trailer headers were found."
                            : "Value for x-amz-sdk-checksum-algorithm header is invalid.");
        }
        return found;
    }

    private static @Nullable String md5(@Nullable String header) {
        if (header == null) {
            return null;
        }
        byte[] digest = decoded(header);
        if (digest.length != MD5_LENGTH) {
            throw S3Error.INVALID_DIGEST.about(Map.of("Content-MD5", header));
        }
        return HexFormat.of().formatHex(digest);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static void checkForm(ChecksumAlgorithm algorithm, String value) {
        if (decoded(value).length != algorithm.length()) {
            throw S3Error.INVALID_REQUEST.with("Value for " + algorithm.header() + " header is invalid.");
        }
    }

    private static void checkSize(long size) {
        if (size > MOST_BYTES) {
            throw S3Error.ENTITY_TOO_LARGE.about(
                    Map.of("ProposedSize", Long.toString(size), "MaxSizeAllowed", Long.toString(MOST_BYTES)));
        }
    }

    /** The algorithm of the checksum that comes with the content. */
    Optional<ChecksumAlgorithm> announced() {
        return announced;
    }

    /**
     * Receives the content into {@code upload}.
     *
     * @param algorithm a checksum that is wanted besides the one that comes with the content
     * @throws IOException if the client broke off
     * @throws davit.aws.operation.ServiceException {@code BadDigest}, {@code IncompleteBody}, {@code EntityTooLarge}
     */
    ContentDigests.Values into(Blobs.Upload upload, ChecksumAlgorithm algorithm) throws IOException {
        Set<ChecksumAlgorithm> algorithms = EnumSet.of(algorithm);
        announced.ifPresent(algorithms::add);
        ContentDigests digests = new ContentDigests(algorithms);
        InputStream stream = content.stream();
        byte[] buffer = new byte[BUFFER];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            write(upload.content(), buffer, read);
            digests.update(buffer, 0, read);
            checkSize(upload.size());
        }
        ContentDigests.Values values = digests.finish();
        check(upload.size(), values);
        return values;
    }

    /** The disk's failure is not the client's. */
    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new StorageException("write content", e);
        }
    }

    private void check(long size, ContentDigests.Values values) {
        OptionalLong length = content.length();
        if (length.isPresent() && length.getAsLong() != size) {
            throw S3Error.INCOMPLETE_BODY.now();
        }
        if (md5 != null && !md5.equals(values.md5())) {
            throw S3Error.BAD_DIGEST.about(
                    Map.of("ExpectedDigest", base64(md5), "CalculatedDigest", base64(values.md5())));
        }
        inHeaders.forEach((algorithm, given) -> checkEqual(algorithm, given, values));
        content.trailers()
                .forEach((name, given) -> ChecksumAlgorithm.ofHeader(name).ifPresent(algorithm -> {
                    checkForm(algorithm, given);
                    checkEqual(algorithm, given, values);
                }));
        announced
                .filter(algorithm ->
                        !inHeaders.containsKey(algorithm) && !content.trailers().containsKey(algorithm.header()))
                .ifPresent(algorithm -> {
                    throw S3Error.INVALID_REQUEST.with(
                            "The trailer " + algorithm.header() + " was announced and did not come.");
                });
    }

    private static void checkEqual(ChecksumAlgorithm algorithm, String given, ContentDigests.Values values) {
        if (!given.equals(values.checksums().get(algorithm))) {
            throw S3Error.BAD_DIGEST.with(
                    "The " + algorithm.name() + " you specified did not match the calculated checksum.");
        }
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
