package davit.functions.api;

import static davit.functions.api.ImageSettings.isNonEmpty;

import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.aws.port.ObjectSource;
import davit.aws.port.ObjectSource.RefusedException;
import davit.functions.model.LambdaError;
import davit.functions.model.ZipCode;
import davit.functions.store.CodeArchives;
import davit.images.archive.ArchiveException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Takes the archives of requests, or of S3.
 *
 * @param archives keeps them
 * @param objects reads S3
 */
record CodeSources(CodeArchives archives, ObjectSource objects) {
    /**
     * Where an archive is.
     *
     * @param zip in the request itself
     * @param bucket in this bucket of S3
     * @param key there
     * @param version there
     */
    record Place(
            @Nullable SdkBytes zip,
            @Nullable String bucket,
            @Nullable String key,
            @Nullable String version) {
        boolean isNowhere() {
            return zip == null && !isNonEmpty(bucket) && !isNonEmpty(key);
        }
    }

    /**
     * Reads, checks and keeps an archive.
     *
     * @param besides how much of what a function may have unzipped its layers take
     * @throws ServiceException if it cannot be had, or is refused
     */
    ZipCode take(Place place, long besides) {
        SdkBytes zip = place.zip();
        if (zip != null) {
            if (zip.asByteArrayUnsafe().length > ZipCode.MAX_ZIPPED_BYTES) {
                throw LambdaError.REQUEST_TOO_LARGE.because(
                        "Zipped size must be smaller than " + ZipCode.MAX_ZIPPED_BYTES + " bytes");
            }
            if (zip.asByteArrayUnsafe().length == 0) {
                throw LambdaError.INVALID_PARAMETER_VALUE.because("Uploaded file must be a non-empty zip");
            }
            return keep(zip.asInputStream(), besides);
        }
        try (InputStream object = open(place)) {
            return keep(object, besides);
        } catch (IOException e) {
            throw new UncheckedIOException("read the code of a function from S3", e);
        }
    }

    private InputStream open(Place place) throws IOException {
        String bucket = place.bucket();
        String key = place.key();
        if (bucket == null || bucket.isEmpty() || key == null || key.isEmpty()) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because("Please provide a source for function code.");
        }
        try {
            return objects.open(
                    bucket, key, place.version(), RequestContext.current().caller());
        } catch (RefusedException e) {
            throw e.code().equals("AccessDenied")
                    ? LambdaError.ACCESS_DENIED.because(
                            "Your access has been denied by S3, please make sure your request credentials have permission"
                                    + " to GetObject for " + bucket + "/" + key
                                    + ". S3 Error Code: AccessDenied. S3 Error Message: " + e.getMessage())
                    : LambdaError.INVALID_PARAMETER_VALUE.because("Error occurred while GetObject. S3 Error Code: "
                            + e.code() + ". S3 Error Message: " + e.getMessage());
        }
    }

    private ZipCode keep(InputStream archive, long besides) {
        try {
            return archives.keep(archive, Math.max(0, ZipCode.MAX_UNZIPPED_BYTES - besides));
        } catch (ArchiveException e) {
            throw e.isTooLarge()
                    ? tooLarge()
                    : LambdaError.INVALID_PARAMETER_VALUE.because(
                            "Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
    }

    static ServiceException tooLarge() {
        return LambdaError.INVALID_PARAMETER_VALUE.because(
                "Unzipped size must be smaller than " + ZipCode.MAX_UNZIPPED_BYTES + " bytes");
    }
}
