package davit.aws.operation;

/** What sets a service apart from others of its protocol; a service without traits is an ordinary one. */
public enum ServiceTrait {
    /** A label of the host can stand for the first segment of the path: {@code BUCKET.s3.REGION.amazonaws.com}. */
    RESOURCE_IN_HOST,
    /** Requests without a signature are answered, as from {@link Caller.Anonymous}. */
    ANONYMOUS_CALLERS,
    /** The path is signed as it was sent: neither encoded a second time nor normalised. */
    PATH_SIGNED_AS_SENT,
    /** An error in XML is the root element itself, with further members beside its code. */
    BARE_ERRORS,
    /** Errors in JSON carry the code of the query protocol, which the service spoke before, in a header. */
    QUERY_COMPATIBLE,
    /**
     * Older clients speak the query protocol to it: lists and maps flat, each element named in the singular; and a
     * request sent to a queue's URL need not name the queue otherwise.
     */
    QUERY_CLIENTS
}
