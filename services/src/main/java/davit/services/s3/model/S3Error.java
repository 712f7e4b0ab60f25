package davit.services.s3.model;

import davit.aws.operation.ServiceError;
import davit.aws.operation.ServiceException;
import java.util.Map;

/**
 * The errors of S3, with the texts that are always the same.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">the list</a>
 */
public enum S3Error implements ServiceError {
    /** The caller may not. */
    ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
    /** The bucket's owner has switched access control lists off. */
    ACCESS_CONTROL_LIST_NOT_SUPPORTED("AccessControlListNotSupported", 400, "The bucket does not allow ACLs"),
    /** A digest is not that of the content. */
    BAD_DIGEST("BadDigest", 400, "The Content-MD5 you specified did not match what we received."),
    /** A request that cannot be met, for which S3 has no other name. */
    BAD_REQUEST("BadRequest", 400, "Bad Request"),
    /** The caller's bucket has this name already. */
    BUCKET_ALREADY_OWNED_BY_YOU(
            "BucketAlreadyOwnedByYou",
            409,
            "Your previous request to create the named bucket succeeded and you already own it."),
    /** The bucket holds objects. */
    BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket you tried to delete is not empty"),
    /** More content than one upload may have. */
    ENTITY_TOO_LARGE("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size"),
    /** A part that is not the last one is too small. */
    ENTITY_TOO_SMALL("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size"),
    /** The bucket's region is not the one that the request was sent to. */
    ILLEGAL_LOCATION_CONSTRAINT(
            "IllegalLocationConstraintException",
            400,
            "The unspecified location constraint is incompatible for the region specific endpoint this request was"
                    + " sent to."),
    /** Less content came than was announced. */
    INCOMPLETE_BODY(
            "IncompleteBody",
            400,
            "You did not provide the number of bytes specified by the Content-Length HTTP header"),
    /** A member has a value that it cannot have. */
    INVALID_ARGUMENT("InvalidArgument", 400, "Invalid Argument"),
    /** An access control list where the bucket's owner owns everything. */
    INVALID_BUCKET_ACL(
            "InvalidBucketAclWithObjectOwnership",
            400,
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"),
    /** The bucket's name breaks the rules. */
    INVALID_BUCKET_NAME("InvalidBucketName", 400, "The specified bucket is not valid."),
    /** The bucket is not in a state that permits this. */
    INVALID_BUCKET_STATE("InvalidBucketState", 409, "The request is not valid with the current state of the bucket."),
    /** The digest is no digest. */
    INVALID_DIGEST("InvalidDigest", 400, "The Content-MD5 you specified was invalid."),
    /** There is no such region. */
    INVALID_LOCATION_CONSTRAINT("InvalidLocationConstraint", 400, "The specified location-constraint is not valid"),
    /** The object is archived. */
    INVALID_OBJECT_STATE("InvalidObjectState", 403, "The operation is not valid for the object's storage class"),
    /** A part of an upload is not there or is another one. */
    INVALID_PART(
            "InvalidPart",
            400,
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                    + " specified entity tag may not match the part's entity tag."),
    /** The parts of an upload are not in order. */
    INVALID_PART_ORDER(
            "InvalidPartOrder",
            400,
            "The list of parts was not in ascending order. Parts must be ordered by part number."),
    /** The object has no such part. */
    INVALID_PART_NUMBER("InvalidPartNumber", 416, "The requested partnumber is not satisfiable"),
    /** The object has no such bytes. */
    INVALID_RANGE("InvalidRange", 416, "The requested range is not satisfiable"),
    /** The request contradicts itself or the state of things. */
    INVALID_REQUEST("InvalidRequest", 400, "Invalid Request"),
    /** There is no such storage class. */
    INVALID_STORAGE_CLASS("InvalidStorageClass", 400, "The storage class you specified is not valid"),
    /** A tag breaks the rules. */
    INVALID_TAG("InvalidTag", 400, "The tag provided was not a valid tag."),
    /** The key is longer than 1,024 bytes. */
    KEY_TOO_LONG("KeyTooLongError", 400, "Your key is too long"),
    /** The policy cannot be read or does not belong to the bucket. */
    MALFORMED_POLICY("MalformedPolicy", 400, "Policies must be valid JSON and the first byte must be '{'"),
    /** The document lacks something or has something wrong. */
    MALFORMED_XML(
            "MalformedXML",
            400,
            "The XML you provided was not well-formed or did not validate against our published schema"),
    /** The user's metadata is larger than 2 KB. */
    METADATA_TOO_LARGE("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size"),
    /** The bucket has no CORS configuration. */
    NO_SUCH_CORS_CONFIGURATION("NoSuchCORSConfiguration", 404, "The CORS configuration does not exist"),
    /** There is no such bucket. */
    NO_SUCH_BUCKET("NoSuchBucket", 404, "The specified bucket does not exist"),
    /** The bucket has no policy. */
    NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "The bucket policy does not exist"),
    /** There is no such object. */
    NO_SUCH_KEY("NoSuchKey", 404, "The specified key does not exist."),
    /** The bucket has no lifecycle configuration. */
    NO_SUCH_LIFECYCLE_CONFIGURATION("NoSuchLifecycleConfiguration", 404, "The lifecycle configuration does not exist"),
    /** The bucket's public access is not blocked by a configuration. */
    NO_SUCH_PUBLIC_ACCESS_BLOCK(
            "NoSuchPublicAccessBlockConfiguration", 404, "The public access block configuration was not found"),
    /** The bucket has no tags. */
    NO_SUCH_TAG_SET("NoSuchTagSet", 404, "The TagSet does not exist"),
    /** There is no such multipart upload. */
    NO_SUCH_UPLOAD(
            "NoSuchUpload",
            404,
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted"
                    + " or completed."),
    /** The bucket is no website. */
    NO_SUCH_WEBSITE_CONFIGURATION(
            "NoSuchWebsiteConfiguration", 404, "The specified bucket does not have a website configuration"),
    /** Davit does not have this part of S3. */
    NOT_IMPLEMENTED("NotImplemented", 501, "A header you provided implies functionality that is not implemented"),
    /** The client has the object as it is. */
    NOT_MODIFIED("NotModified", 304, "Not Modified"),
    /** The bucket has no object lock. */
    OBJECT_LOCK_NOT_FOUND(
            "ObjectLockConfigurationNotFoundError", 404, "Object Lock configuration does not exist for this bucket"),
    /** The bucket has no ownership controls. */
    OWNERSHIP_CONTROLS_NOT_FOUND("OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found"),
    /** A condition of the request does not hold. */
    PRECONDITION_FAILED("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold"),
    /** The bucket is not replicated. */
    REPLICATION_NOT_FOUND("ReplicationConfigurationNotFoundError", 404, "The replication configuration was not found"),
    /** Too much is waiting. */
    SLOW_DOWN("SlowDown", 503, "Please reduce your request rate."),
    /** The bucket has as many as it may have. */
    TOO_MANY_BUCKETS("TooManyBuckets", 400, "You have attempted to create more buckets than allowed");

    private final String code;
    private final int status;
    private final String text;

    S3Error(String code, int status, String text) {
        this.code = code;
        this.status = status;
        this.text = text;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    /** The error in its usual words, to throw. */
    public ServiceException now() {
        return new ServiceException(this, text);
    }

    /** The error in its usual words with further members. */
    public ServiceException about(Map<String, String> members) {
        return new ServiceException(this, text, members);
    }

    /** The error about a bucket. */
    public ServiceException aboutBucket(String bucket) {
        return about(Map.of("BucketName", bucket));
    }

    /** The error in other words. */
    public ServiceException with(String message) {
        return new ServiceException(this, message);
    }

    /** The error in other words with further members. */
    public ServiceException with(String message, Map<String, String> members) {
        return new ServiceException(this, message, members);
    }

    /** A member with a value that it cannot have. */
    public static ServiceException invalidArgument(String message, String name, String value) {
        return INVALID_ARGUMENT.with(message, Map.of("ArgumentName", name, "ArgumentValue", value));
    }
}
