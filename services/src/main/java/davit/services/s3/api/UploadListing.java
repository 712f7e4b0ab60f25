package davit.services.s3.api;

import davit.services.s3.store.StoredUpload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;

/** Lists uploads, those with a common prefix up to a delimiter as one. For one thread. */
final class UploadListing {
    /**
     * What was found.
     *
     * @param nextKey behind which key or common prefix the list goes on; null if it is complete
     * @param nextUploadId behind which upload of that key
     */
    record Page(
            List<StoredUpload> uploads,
            List<String> commonPrefixes,
            @Nullable String nextKey,
            @Nullable String nextUploadId) {}

    private final String prefix;
    private final String delimiter;
    private final String keyMarker;
    private final String uploadIdMarker;
    private final List<StoredUpload> uploads = new ArrayList<>();
    private final List<String> commonPrefixes = new ArrayList<>();

    private UploadListing(ListMultipartUploadsRequest request) {
        prefix = Objects.requireNonNullElse(request.prefix(), "");
        delimiter = Objects.requireNonNullElse(request.delimiter(), "");
        keyMarker = Objects.requireNonNullElse(request.keyMarker(), "");
        uploadIdMarker = Objects.requireNonNullElse(request.uploadIdMarker(), "");
    }

    /** The first {@code limit} of {@code all}, which are in order, that the request asks for. */
    static Page of(Stream<StoredUpload> all, ListMultipartUploadsRequest request, int limit) {
        return new UploadListing(request).run(all.iterator(), limit);
    }

    private Page run(Iterator<StoredUpload> all, int limit) {
        String lastKey = "";
        String lastUploadId = "";
        while (all.hasNext()) {
            StoredUpload upload = all.next();
            String common = commonPrefix(upload.address().key());
            if (isPassed(upload) || (common != null && isKnown(common))) {
                continue;
            }
            if (uploads.size() + commonPrefixes.size() == limit) {
                return new Page(uploads, commonPrefixes, lastKey, lastUploadId);
            }
            if (common == null) {
                uploads.add(upload);
                lastKey = upload.address().key();
                lastUploadId = upload.id();
            } else {
                commonPrefixes.add(common);
                lastKey = common;
                lastUploadId = "";
            }
        }
        return new Page(uploads, commonPrefixes, null, null);
    }

    private @Nullable String commonPrefix(String key) {
        int found = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return found < 0 ? null : key.substring(0, found + delimiter.length());
    }

    private boolean isKnown(String common) {
        return keyMarker.startsWith(common)
                || (!commonPrefixes.isEmpty() && commonPrefixes.getLast().equals(common));
    }

    private boolean isPassed(StoredUpload upload) {
        int order = Arrays.compareUnsigned(
                upload.address().key().getBytes(StandardCharsets.UTF_8), keyMarker.getBytes(StandardCharsets.UTF_8));
        boolean goesOnInKey = !uploadIdMarker.isEmpty();
        return order < 0 || (order == 0 && (!goesOnInKey || upload.id().compareTo(uploadIdMarker) <= 0));
    }
}
