package davit.deploy.aws.s3;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.client.AwsErrors;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ProviderException;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code aws:s3/bucket:Bucket}, once {@code aws:s3/bucketV2:BucketV2}; its id is its name. */
public final class BucketResource implements AwsResource {
    /** The token. */
    public static final String TOKEN = "aws:s3/bucket:Bucket";
    /** The token of the same type in earlier versions. */
    public static final String OLD_TOKEN = "aws:s3/bucketV2:BucketV2";

    private static final String NAME = "bucket";
    private static final String ACL = "acl";
    private static final String FORCE = "forceDestroy";
    private static final String LOCK = "objectLockEnabled";
    private static final String POLICY = "policy";
    private static final String VERSIONING = "versioning";
    private static final String ENABLED = "enabled";
    private static final String MFA_DELETE = "mfaDelete";
    private static final String FIRST_REGION = "us-east-1";
    private static final int LONGEST_NAME = 63;
    private static final int NOT_IMPLEMENTED = 501;

    private static final Schema SCHEMA = Schema.of(
                    TOKEN,
                    Field.unsupported("accelerationStatus"),
                    Field.text(ACL).local(),
                    Field.text(NAME).immutable(),
                    Field.unsupported("bucketNamespace"),
                    Field.text("bucketPrefix").immutable().local(),
                    Field.unsupported("corsRules"),
                    Field.bool(FORCE).local().byDefault(PropertyValue.of(false)),
                    Field.unsupported("grants"),
                    Field.unsupported("lifecycleRules"),
                    Field.unsupported("logging"),
                    Field.unsupported("objectLockConfiguration"),
                    Field.bool(LOCK).immutable().computed(),
                    Field.json(POLICY).computed(),
                    Schema.REGION,
                    Field.unsupported("replicationConfiguration"),
                    Field.unsupported("requestPayer"),
                    Field.unsupported("serverSideEncryptionConfiguration"),
                    Schema.TAGS,
                    Field.block(VERSIONING, Field.bool(ENABLED), Field.bool(MFA_DELETE))
                            .computed(),
                    Field.unsupported("website"))
            .named(NAME, "bucketPrefix", LONGEST_NAME)
            .inLowerCase();

    /** The earlier type has some of the properties as lists. */
    private static final Schema OLD_SCHEMA = SCHEMA.aliased(OLD_TOKEN)
            .without("logging", "replicationConfiguration", "serverSideEncryptionConfiguration", VERSIONING, "website")
            .and(
                    Field.unsupported("loggings"),
                    Field.unsupported("replicationConfigurations"),
                    Field.unsupported("serverSideEncryptionConfigurations"),
                    Field.unsupported("tagsAll"),
                    Field.unsupported("versionings"),
                    Field.unsupported("websites"));

    private final Aws aws;
    private final Schema schema;

    /** Buckets of {@code aws}, under one of the two tokens. */
    public BucketResource(Aws aws, String token) {
        this.aws = aws;
        this.schema = token.equals(TOKEN) ? SCHEMA : OLD_SCHEMA;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Optional<String> idInput() {
        return Optional.of(NAME);
    }

    @Override
    public String create(OperationContext context, Properties inputs) throws ProviderException {
        String name = inputs.text(NAME).orElseThrow();
        S3Client s3 = aws.s3(inputs);
        requireFree(s3, name);
        CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
        inputs.text(ACL).ifPresent(request::acl);
        inputs.bool(LOCK).filter(isLocked -> isLocked).ifPresent(request::objectLockEnabledForBucket);
        String region = aws.region(inputs);
        if (!region.equals(FIRST_REGION)) {
            request.createBucketConfiguration(configuration -> configuration.locationConstraint(region));
        }
        s3.createBucket(request.build());
        return name;
    }

    /** In us-east-1, S3 would let one create one's own bucket again. */
    private static void requireFree(S3Client s3, String name) throws ProviderException {
        try {
            s3.headBucket(request -> request.bucket(name));
            throw new ProviderException("operation error S3: CreateBucket, BucketAlreadyOwnedByYou: the bucket " + name
                    + " exists already and is owned by you");
        } catch (S3Exception e) {
            if (!AwsErrors.isNotFound(e)) {
                throw e;
            }
        }
    }

    @Override
    public void complete(OperationContext context, String id, Properties inputs) {
        S3Client s3 = aws.s3(inputs);
        Map<String, String> tags = aws.tags().all(inputs);
        if (!tags.isEmpty()) {
            s3.putBucketTagging(request -> request.bucket(id).tagging(S3Tags.of(tags)));
        }
        if (inputs.has(VERSIONING)) {
            putVersioning(s3, id, inputs);
        }
        inputs.text(POLICY)
                .ifPresent(policy ->
                        s3.putBucketPolicy(request -> request.bucket(id).policy(policy)));
    }

    private static void putVersioning(S3Client s3, String bucket, Properties inputs) {
        Properties versioning = inputs.object(VERSIONING).orElse(Properties.EMPTY);
        boolean isEnabled = versioning.bool(ENABLED).orElse(false);
        s3.putBucketVersioning(request -> request.bucket(bucket).versioningConfiguration(configuration -> {
            configuration.status(isEnabled ? BucketVersioningStatus.ENABLED : BucketVersioningStatus.SUSPENDED);
            versioning
                    .bool(MFA_DELETE)
                    .ifPresent(isDelete -> configuration.mfaDelete(isDelete ? MFADelete.ENABLED : MFADelete.DISABLED));
        }));
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        S3Client s3 = aws.s3(state.outputs());
        String name = state.id();
        try {
            s3.headBucket(request -> request.bucket(name));
            String region = aws.region(state.outputs());
            BucketDomains domains = new BucketDomains(region);
            Outputs outputs = new Outputs()
                    .text("arn", "arn:" + aws.partition(state.outputs()) + ":s3:::" + name)
                    .text(NAME, name)
                    .text("bucketDomainName", name + ".s3." + domains.suffix())
                    .text("bucketRegion", region)
                    .text("bucketRegionalDomainName", name + ".s3." + region + "." + domains.suffix())
                    .text("hostedZoneId", domains.hostedZone())
                    .bool(LOCK, state.inputs().bool(LOCK).orElse(false))
                    .text("region", region)
                    .text("requestPayer", "BucketOwner")
                    .all(versioning(s3, name))
                    .all(aws.tags().outputs(tags(s3, name), state.inputs()));
            if (state.inputs().has(POLICY)) {
                outputs.text(POLICY, BucketPolicyResource.policy(s3, name).orElse(null));
            }
            return Optional.of(outputs.build());
        } catch (S3Exception e) {
            if (AwsErrors.isNotFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Properties versioning(S3Client s3, String bucket) {
        try {
            var versioning = s3.getBucketVersioning(request -> request.bucket(bucket));
            return new Outputs()
                    .block(
                            VERSIONING,
                            new Outputs()
                                    .bool(ENABLED, versioning.status() == BucketVersioningStatus.ENABLED)
                                    .bool(MFA_DELETE, "Enabled".equals(versioning.mfaDeleteAsString()))
                                    .build())
                    .build();
        } catch (S3Exception e) {
            return ifUnimplemented(e, Properties.EMPTY);
        }
    }

    private static Map<String, String> tags(S3Client s3, String bucket) {
        try {
            return S3Tags.toMap(
                    s3.getBucketTagging(request -> request.bucket(bucket)).tagSet());
        } catch (S3Exception e) {
            return AwsErrors.hasCode(e, "NoSuchTagSet") ? Map.of() : ifUnimplemented(e, Map.of());
        }
    }

    /** A server that does not know versions or tags has none. */
    private static <T> T ifUnimplemented(S3Exception exception, T none) {
        if (exception.statusCode() == NOT_IMPLEMENTED || AwsErrors.hasCode(exception, "NotImplemented")) {
            return none;
        }
        throw exception;
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        Set<String> changed = schema.diff(old.inputs(), inputs).changed();
        S3Client s3 = aws.s3(old.outputs());
        String name = old.id();
        if (changed.contains(ACL)) {
            s3.putBucketAcl(request -> request.bucket(name).acl(inputs.text(ACL).orElse("private")));
        }
        if (changed.contains(VERSIONING)) {
            putVersioning(s3, name, inputs);
        }
        if (changed.contains(POLICY)) {
            s3.putBucketPolicy(
                    request -> request.bucket(name).policy(inputs.text(POLICY).orElseThrow()));
        }
        Map<String, String> tags = aws.tags().all(inputs);
        if (!tags.equals(old.outputs().textMap("tagsAll"))) {
            if (tags.isEmpty()) {
                s3.deleteBucketTagging(request -> request.bucket(name));
            } else {
                s3.putBucketTagging(request -> request.bucket(name).tagging(S3Tags.of(tags)));
            }
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) throws ProviderException {
        S3Client s3 = aws.s3(state.outputs());
        try {
            if (state.inputs().bool(FORCE).orElse(false)) {
                boolean hasVersions = versioning(s3, state.id())
                        .object(VERSIONING)
                        .flatMap(versioning -> versioning.bool(ENABLED))
                        .orElse(false);
                new BucketContents(s3, state.id()).deleteAll(hasVersions);
            }
            s3.deleteBucket(request -> request.bucket(state.id()));
        } catch (NoSuchBucketException e) {
            context.progress().line("was deleted already");
        } catch (S3Exception e) {
            if (!AwsErrors.isNotFound(e)) {
                throw e;
            }
        }
    }
}
