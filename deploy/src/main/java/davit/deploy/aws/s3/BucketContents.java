package davit.deploy.aws.s3;

import davit.deploy.provider.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes what is in a bucket. */
record BucketContents(S3Client s3, String bucket) {
    /** As many keys as {@code DeleteObjects} takes. */
    private static final int BATCH = 1000;

    /** Deletes every object and, in a bucket that has them, every version, and every unfinished upload. */
    void deleteAll(boolean isVersioned) throws ProviderException {
        List<ObjectIdentifier> batch = new ArrayList<>();
        try (Stream<ObjectIdentifier> all = isVersioned ? versions("") : objects()) {
            for (ObjectIdentifier each : (Iterable<ObjectIdentifier>) all::iterator) {
                batch.add(each);
                if (batch.size() == BATCH) {
                    delete(batch);
                }
            }
        }
        delete(batch);
        s3.listMultipartUploadsPaginator(request -> request.bucket(bucket)).uploads().stream()
                .map(upload -> AbortMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(upload.key())
                        .uploadId(upload.uploadId())
                        .build())
                .forEach(s3::abortMultipartUpload);
    }

    /** Deletes every version of an object. */
    void deleteVersions(String key) throws ProviderException {
        try (Stream<ObjectIdentifier> all = versions(key)) {
            List<ObjectIdentifier> batch =
                    new ArrayList<>(all.filter(each -> each.key().equals(key)).toList());
            delete(batch);
        }
    }

    private Stream<ObjectIdentifier> objects() {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build());
    }

    private Stream<ObjectIdentifier> versions(String prefix) {
        return s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(prefix)).stream()
                .flatMap(page -> Stream.concat(
                        page.versions().stream().map(version -> identifier(version.key(), version.versionId())),
                        page.deleteMarkers().stream().map(marker -> identifier(marker.key(), marker.versionId()))));
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    private void delete(List<ObjectIdentifier> batch) throws ProviderException {
        if (batch.isEmpty()) {
            return;
        }
        Delete delete = Delete.builder().objects(batch).quiet(true).build();
        DeleteObjectsResponse response =
                s3.deleteObjects(request -> request.bucket(bucket).delete(delete));
        batch.clear();
        if (!response.errors().isEmpty()) {
            S3Error first = response.errors().getFirst();
            throw new ProviderException(
                    "operation error S3: DeleteObjects, " + response.errors().size()
                            + " object(s) of " + bucket + " could not be deleted, the first: " + first.key() + ": "
                            + first.code() + ": " + first.message());
        }
    }
}
