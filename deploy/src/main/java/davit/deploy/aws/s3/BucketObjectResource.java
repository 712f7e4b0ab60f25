package davit.deploy.aws.s3;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.Checked;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code aws:s3/bucketObject:BucketObject} and {@code aws:s3/bucketObjectv2:BucketObjectv2}; the id is the key. */
public final class BucketObjectResource implements AwsResource {
    /** The token. */
    public static final String TOKEN = "aws:s3/bucketObject:BucketObject";
    /** The token of its second version. */
    public static final String SECOND_TOKEN = "aws:s3/bucketObjectv2:BucketObjectv2";

    private static final String BUCKET = "bucket";
    private static final String KEY = "key";
    private static final String CONTENT = "content";
    private static final String SOURCE = "source";
    private static final String VERSION = "versionId";
    private static final String FORCE = "forceDestroy";
    private static final String METADATA = "metadata";
    private static final String CHECKSUM = "checksumAlgorithm";
    private static final int NOT_IMPLEMENTED = 501;

    private static final Schema SCHEMA = Schema.of(
                    TOKEN,
                    Field.text("acl").local(),
                    Field.text(BUCKET).required().immutable(),
                    Field.bool("bucketKeyEnabled").computed(),
                    Field.text("cacheControl"),
                    Field.text(CHECKSUM).local(),
                    Field.text(CONTENT).local(),
                    Field.text("contentBase64").local(),
                    Field.text("contentDisposition"),
                    Field.text("contentEncoding"),
                    Field.text("contentLanguage"),
                    Field.text("contentType").computed(),
                    Field.text("etag").computed(),
                    Field.bool(FORCE).local().byDefault(PropertyValue.of(false)),
                    Field.text(KEY).immutable(),
                    Field.text("kmsKeyId").computed(),
                    Field.map(METADATA),
                    Field.unsupported("objectLockLegalHoldStatus"),
                    Field.unsupported("objectLockMode"),
                    Field.unsupported("objectLockRetainUntilDate"),
                    Field.unsupported("overrideProvider"),
                    Schema.REGION,
                    Field.text("serverSideEncryption").computed(),
                    Field.asset(SOURCE).local(),
                    Field.text("sourceHash").local(),
                    Field.text("storageClass").computed(),
                    Schema.TAGS,
                    Field.text("websiteRedirect"))
            .namedExactly(KEY)
            .identifiedBy(BUCKET, KEY)
            .unstable("etag", VERSION);

    private final Aws aws;
    private final ObjectContent content;
    private final Schema schema;

    /** Objects of {@code aws}, under one of the two tokens. */
    public BucketObjectResource(Aws aws, ObjectContent content, String token) {
        this.aws = aws;
        this.content = content;
        this.schema = token.equals(TOKEN) ? SCHEMA.without(CHECKSUM, "overrideProvider") : SCHEMA.aliased(token);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Checked.Failure> validate(Properties inputs) {
        long given =
                Stream.of(CONTENT, "contentBase64", SOURCE).filter(inputs::has).count();
        return given > 1
                ? List.of(new Checked.Failure("", "only one of `content,contentBase64,source` can be specified"))
                : List.of();
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException {
        put(inputs);
        return inputs.text(KEY).orElseThrow();
    }

    private void put(Properties inputs) throws ProviderException {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(inputs.text(BUCKET).orElseThrow())
                .key(inputs.text(KEY).orElseThrow());
        inputs.text("acl").ifPresent(request::acl);
        inputs.bool("bucketKeyEnabled").filter(isOn -> isOn).ifPresent(request::bucketKeyEnabled);
        inputs.text("cacheControl").ifPresent(request::cacheControl);
        inputs.text(CHECKSUM).ifPresent(request::checksumAlgorithm);
        inputs.text("contentDisposition").ifPresent(request::contentDisposition);
        inputs.text("contentEncoding").ifPresent(request::contentEncoding);
        inputs.text("contentLanguage").ifPresent(request::contentLanguage);
        request.contentType(inputs.text("contentType").orElse("application/octet-stream"));
        inputs.text("kmsKeyId").ifPresent(key -> request.ssekmsKeyId(key).serverSideEncryption("aws:kms"));
        inputs.text("serverSideEncryption").ifPresent(request::serverSideEncryption);
        inputs.text("storageClass").ifPresent(request::storageClass);
        inputs.text("websiteRedirect").ifPresent(request::websiteRedirectLocation);
        if (inputs.has(METADATA)) {
            request.metadata(inputs.textMap(METADATA));
        }
        Map<String, String> tags = aws.tags().all(inputs);
        if (!tags.isEmpty()) {
            request.tagging(S3Tags.of(tags));
        }
        aws.s3(inputs).putObject(request.build(), content.of(inputs));
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        S3Client s3 = aws.s3(state.outputs());
        Key key = Key.of(state);
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(key.bucket()).key(key.key()));
            return Optional.of(outputs(head)
                    .text("arn", "arn:" + aws.partition(state.outputs()) + ":s3:::" + key.bucket() + "/" + key.key())
                    .text(BUCKET, key.bucket())
                    .text(KEY, key.key())
                    .text("region", aws.region(state.outputs()))
                    .all(aws.tags().outputs(tags(s3, key), state.inputs()))
                    .build());
        } catch (S3Exception e) {
            if (AwsErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Outputs outputs(HeadObjectResponse head) {
        String storage = head.storageClassAsString() == null ? "STANDARD" : head.storageClassAsString();
        String etag = head.eTag() == null ? "" : head.eTag().replace("\"", "");
        return new Outputs()
                .bool("bucketKeyEnabled", Boolean.TRUE.equals(head.bucketKeyEnabled()))
                .text("cacheControl", head.cacheControl())
                .text("contentDisposition", head.contentDisposition())
                .text("contentEncoding", head.contentEncoding())
                .text("contentLanguage", head.contentLanguage())
                .text("contentType", head.contentType())
                .text("etag", etag)
                .text("kmsKeyId", head.ssekmsKeyId())
                .someMap(METADATA, head.metadata())
                .text("serverSideEncryption", head.serverSideEncryptionAsString())
                .text("storageClass", storage)
                .text(VERSION, head.versionId())
                .text("websiteRedirect", head.websiteRedirectLocation());
    }

    private static Map<String, String> tags(S3Client s3, Key key) {
        try {
            return S3Tags.toMap(
                    s3.getObjectTagging(request -> request.bucket(key.bucket()).key(key.key()))
                            .tagSet());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_IMPLEMENTED || AwsErrors.hasCode(e, "NotImplemented")) {
                return Map.of();
            }
            throw e;
        }
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) throws ProviderException {
        Set<String> changed = schema.diff(old.inputs(), inputs).changed();
        Key key = Key.of(old);
        Map<String, String> tags = aws.tags().all(inputs);
        boolean areTagsEnough = Set.of("tags", FORCE).containsAll(changed);
        if (!areTagsEnough) {
            put(inputs);
        } else if (!tags.equals(old.outputs().textMap("tagsAll"))) {
            aws.s3(old.outputs())
                    .putObjectTagging(request ->
                            request.bucket(key.bucket()).key(key.key()).tagging(S3Tags.of(tags)));
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) throws ProviderException {
        S3Client s3 = aws.s3(state.outputs());
        Key key = Key.of(state);
        try {
            if (state.outputs().has(VERSION)) {
                new BucketContents(s3, key.bucket()).deleteVersions(key.key());
            } else {
                s3.deleteObject(request -> request.bucket(key.bucket()).key(key.key()));
            }
        } catch (S3Exception e) {
            if (!AwsErrors.isNotFound(e)) {
                throw e;
            }
        }
    }

    /** The object of a state; one that is imported has {@code BUCKET/KEY} or {@code s3://BUCKET/KEY}. */
    private record Key(String bucket, String key) {
        static Key of(ResourceState state) {
            Optional<String> bucket = state.inputs().text(BUCKET);
            if (bucket.isPresent()) {
                return new Key(bucket.get(), state.id());
            }
            String path = state.id().startsWith("s3://") ? state.id().substring("s3://".length()) : state.id();
            int slash = Math.max(path.indexOf('/'), 0);
            return new Key(path.substring(0, slash), path.substring(Math.min(slash + 1, path.length())));
        }
    }
}
