package davit.aws.failure;

/** What can be wrong with a request whatever its operation. */
public enum Failure {
    /** The caller is known and may not do this. */
    ACCESS_DENIED,
    /** The service has no such operation. */
    UNKNOWN_OPERATION,
    /** AWS has the operation, this server does not. */
    NOT_IMPLEMENTED,
    /** The body, or a value in it, does not have the protocol's form. */
    MALFORMED,
    /** The request lacks something that it must have. */
    MISSING_MEMBERS,
    /** The body is longer than any that the service takes. */
    TOO_LARGE,
    /** The body ended before its announced length. */
    INCOMPLETE_BODY,
    /** The trailers behind the body are not those that were announced, or not of their form. */
    MALFORMED_TRAILER,
    /** The server has no room for the request just now. */
    THROTTLED,
    /** The server failed. */
    INTERNAL,
    /** There is no signature. */
    NO_SIGNATURE,
    /** The parts of the signature are not all there or not of their form. */
    INCOMPLETE_SIGNATURE,
    /** The signature's scope names another service, region or day than it must. */
    WRONG_SCOPE,
    /** Nobody has this access key. */
    UNKNOWN_KEY,
    /** The signature was not made with the secret of this access key over this request. */
    WRONG_SIGNATURE,
    /** A header that a service obeys was added to what was signed. */
    HEADERS_NOT_SIGNED,
    /** The session token does not belong to the access key. */
    WRONG_TOKEN,
    /** The temporary credentials have ended. */
    EXPIRED_TOKEN,
    /** The request was signed too long ago, or in the future. */
    TIME_SKEWED,
    /** The presigned URL has ended. */
    REQUEST_EXPIRED,
    /** The body is not the one that was signed. */
    WRONG_DIGEST
}
