package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.base.time.Time;
import davit.services.s3.model.BucketName;
import davit.services.s3.model.BucketSettings.Tags;
import davit.services.s3.model.Locations;
import davit.services.s3.model.ObjectTags;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.StoredBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;

/** The operation of this name. */
public final class CreateBucket implements Operation.Plain<CreateBucketRequest, CreateBucketResponse> {
    private final Buckets buckets;
    private final Permissions permissions;
    private final Time time;

    /** Works on these. */
    public CreateBucket(Buckets buckets, Permissions permissions, Time time) {
        this.buckets = buckets;
        this.permissions = permissions;
        this.time = time;
    }

    @Override
    public List<Access> access(CreateBucketRequest input) {
        return List.of(permissions.onBucket("s3:CreateBucket", input.bucket()));
    }

    @Override
    public CreateBucketResponse call(CreateBucketRequest input) {
        String name = BucketName.check(input.bucket());
        String region = RequestContext.current().region();
        refuseUnknown(input);
        CreateBucketConfiguration configuration = input.createBucketConfiguration();
        String place =
                Locations.region(configuration == null ? null : configuration.locationConstraintAsString(), region);
        ObjectTags.Collector tags = new ObjectTags.Collector();
        if (configuration != null) {
            configuration.tags().forEach(tag -> tags.add(tag.key(), tag.value()));
        }
        buckets.atomically(() -> create(name, place, input, tags.ofBucket()));
        return CreateBucketResponse.builder()
                .location("/" + name)
                .bucketArn(BucketName.arn(name).toString())
                .build();
    }

    private static void refuseUnknown(CreateBucketRequest input) {
        if (Boolean.TRUE.equals(input.objectLockEnabledForBucket())) {
            throw Refusals.notImplemented("x-amz-bucket-object-lock-enabled");
        }
        boolean hasGrants = Stream.of(
                        input.grantFullControl(),
                        input.grantRead(),
                        input.grantReadACP(),
                        input.grantWrite(),
                        input.grantWriteACP())
                .anyMatch(grant -> grant != null);
        if (hasGrants || (input.aclAsString() != null && !input.aclAsString().equals("private"))) {
            throw S3Error.INVALID_BUCKET_ACL.now();
        }
    }

    private void create(String name, String region, CreateBucketRequest input, Map<String, String> tags) {
        Optional<StoredBucket> existing = buckets.create(new StoredBucket(name, region, time.now()));
        if (existing.isPresent()) {
            if (!existing.get().region().equals(Locations.UNNAMED) || !region.equals(Locations.UNNAMED)) {
                throw S3Error.BUCKET_ALREADY_OWNED_BY_YOU.aboutBucket(name);
            }
            return;
        }
        if (!tags.isEmpty()) {
            buckets.tags().put(name, new Tags(tags));
        }
        if (input.objectOwnershipAsString() != null) {
            buckets.ownership().put(name, Ownerships.of(input.objectOwnershipAsString()));
        }
    }
}
