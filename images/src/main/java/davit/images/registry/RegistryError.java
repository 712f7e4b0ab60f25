package davit.images.registry;

/** The error codes of the distribution specification, each with the HTTP status it is answered with. */
enum RegistryError {
    BLOB_UNKNOWN(404),
    BLOB_UPLOAD_INVALID(400),
    BLOB_UPLOAD_UNKNOWN(404),
    DIGEST_INVALID(400),
    MANIFEST_BLOB_UNKNOWN(404),
    MANIFEST_INVALID(400),
    MANIFEST_UNKNOWN(404),
    NAME_INVALID(400),
    NAME_UNKNOWN(404),
    SIZE_INVALID(413),
    TAG_INVALID(400),
    UNAUTHORIZED(401),
    DENIED(403),
    UNSUPPORTED(405),
    TOOMANYREQUESTS(429),
    /** A range that does not fit: a chunk out of order, or a part of a blob that is not there. */
    RANGE_INVALID(416),
    /** The public registry that an image comes from could not be reached. */
    UPSTREAM_UNAVAILABLE(503);

    private final int status;

    RegistryError(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
