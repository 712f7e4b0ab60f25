package davit.services.s3;

import davit.aws.AwsService;
import davit.aws.AwsService.Protocol;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceTrait;
import davit.aws.port.Authorizer;
import davit.aws.port.EventTargets;
import davit.base.storage.Blobs;
import davit.base.storage.Records;
import davit.base.time.Time;
import davit.services.s3.api.AbortMultipartUpload;
import davit.services.s3.api.CompleteMultipartUpload;
import davit.services.s3.api.CopyObject;
import davit.services.s3.api.CreateBucket;
import davit.services.s3.api.CreateMultipartUpload;
import davit.services.s3.api.DeleteBucket;
import davit.services.s3.api.DeleteBucketEncryption;
import davit.services.s3.api.DeleteBucketOwnershipControls;
import davit.services.s3.api.DeleteBucketPolicy;
import davit.services.s3.api.DeleteBucketTagging;
import davit.services.s3.api.DeleteObject;
import davit.services.s3.api.DeleteObjectTagging;
import davit.services.s3.api.DeleteObjects;
import davit.services.s3.api.DeletePublicAccessBlock;
import davit.services.s3.api.GetBucketAccelerateConfiguration;
import davit.services.s3.api.GetBucketAcl;
import davit.services.s3.api.GetBucketCors;
import davit.services.s3.api.GetBucketEncryption;
import davit.services.s3.api.GetBucketLifecycleConfiguration;
import davit.services.s3.api.GetBucketLocation;
import davit.services.s3.api.GetBucketLogging;
import davit.services.s3.api.GetBucketNotificationConfiguration;
import davit.services.s3.api.GetBucketOwnershipControls;
import davit.services.s3.api.GetBucketPolicy;
import davit.services.s3.api.GetBucketPolicyStatus;
import davit.services.s3.api.GetBucketReplication;
import davit.services.s3.api.GetBucketRequestPayment;
import davit.services.s3.api.GetBucketTagging;
import davit.services.s3.api.GetBucketVersioning;
import davit.services.s3.api.GetBucketWebsite;
import davit.services.s3.api.GetObject;
import davit.services.s3.api.GetObjectAcl;
import davit.services.s3.api.GetObjectAttributes;
import davit.services.s3.api.GetObjectLockConfiguration;
import davit.services.s3.api.GetObjectTagging;
import davit.services.s3.api.GetPublicAccessBlock;
import davit.services.s3.api.HeadBucket;
import davit.services.s3.api.HeadObject;
import davit.services.s3.api.ListBuckets;
import davit.services.s3.api.ListMultipartUploads;
import davit.services.s3.api.ListObjectVersions;
import davit.services.s3.api.ListObjects;
import davit.services.s3.api.ListObjectsV2;
import davit.services.s3.api.ListParts;
import davit.services.s3.api.Permissions;
import davit.services.s3.api.PutBucketAcl;
import davit.services.s3.api.PutBucketEncryption;
import davit.services.s3.api.PutBucketNotificationConfiguration;
import davit.services.s3.api.PutBucketOwnershipControls;
import davit.services.s3.api.PutBucketPolicy;
import davit.services.s3.api.PutBucketTagging;
import davit.services.s3.api.PutBucketVersioning;
import davit.services.s3.api.PutObject;
import davit.services.s3.api.PutObjectTagging;
import davit.services.s3.api.PutPublicAccessBlock;
import davit.services.s3.api.UploadPart;
import davit.services.s3.api.UploadPartCopy;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.Contents;
import davit.services.s3.store.ObjectStore;
import davit.services.s3.store.Outbox;
import davit.services.s3.store.Uploads;
import davit.services.s3.work.Deliveries;
import davit.services.s3.work.Sweep;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The door of S3: its operations, and what it does without being asked.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class S3Service implements AutoCloseable {
    private final Buckets buckets;
    private final Contents contents;
    private final ObjectStore objects;
    private final Uploads uploads;
    private final Permissions permissions;
    private final EventTargets targets;
    private final RandomGenerator random;
    private final Time time;
    private final Deliveries deliveries;
    private final Sweep sweep;

    /**
     * Opens the service; {@link #start} begins what it does without being asked.
     *
     * @param blobs the contents of objects, and of nothing else: what no object uses is removed from them
     * @param targets who hears of events
     * @param account the account's twelve digits
     * @param random a source that nobody can guess
     */
    public S3Service(
            Records records,
            Blobs blobs,
            EventTargets targets,
            Authorizer authorizer,
            String account,
            RandomGenerator random,
            Time time) {
        this.buckets = new Buckets(records, account);
        this.contents = new Contents(records, blobs);
        Outbox outbox = new Outbox(records, buckets, time);
        this.objects = new ObjectStore(records, buckets, contents, outbox, time);
        this.uploads = new Uploads(records, buckets, objects, contents, outbox, random);
        this.permissions = new Permissions(buckets, authorizer);
        this.targets = targets;
        this.random = random;
        this.time = time;
        this.deliveries = new Deliveries(outbox, targets, account, time);
        this.sweep = new Sweep(contents);
    }

    /** S3, for the protocol layer. */
    public AwsService service() {
        List<Operation<?, ?>> operations =
                Stream.concat(ofBuckets().stream(), ofObjects().stream()).toList();
        return new AwsService(
                        "s3", Protocol.REST_XML, S3Client.class, operations, "http://s3.amazonaws.com/doc/2006-03-01/")
                .with(
                        ServiceTrait.RESOURCE_IN_HOST,
                        ServiceTrait.ANONYMOUS_CALLERS,
                        ServiceTrait.PATH_SIGNED_AS_SENT,
                        ServiceTrait.BARE_ERRORS);
    }

    private List<Operation<?, ?>> ofBuckets() {
        return List.of(
                new CreateBucket(buckets, permissions, time),
                new DeleteBucket(buckets, objects, uploads, permissions),
                new DeleteBucketEncryption(buckets, permissions),
                new DeleteBucketOwnershipControls(buckets, permissions),
                new DeleteBucketPolicy(buckets, permissions),
                new DeleteBucketTagging(buckets, permissions),
                new DeletePublicAccessBlock(buckets, permissions),
                new GetBucketAccelerateConfiguration(buckets, permissions),
                new GetBucketAcl(buckets, permissions),
                new GetBucketCors(buckets, permissions),
                new GetBucketEncryption(buckets, permissions),
                new GetBucketLifecycleConfiguration(buckets, permissions),
                new GetBucketLocation(buckets, permissions),
                new GetBucketLogging(buckets, permissions),
                new GetBucketNotificationConfiguration(buckets, permissions),
                new GetBucketOwnershipControls(buckets, permissions),
                new GetBucketPolicy(buckets, permissions),
                new GetBucketPolicyStatus(buckets, permissions),
                new GetBucketReplication(buckets, permissions),
                new GetBucketRequestPayment(buckets, permissions),
                new GetBucketTagging(buckets, permissions),
                new GetBucketVersioning(buckets, permissions),
                new GetBucketWebsite(buckets, permissions),
                new GetObjectLockConfiguration(buckets, permissions),
                new GetPublicAccessBlock(buckets, permissions),
                new HeadBucket(buckets, permissions),
                new ListBuckets(buckets),
                new PutBucketAcl(buckets, permissions),
                new PutBucketEncryption(buckets, permissions),
                new PutBucketNotificationConfiguration(buckets, permissions, targets, random, time),
                new PutBucketOwnershipControls(buckets, permissions),
                new PutBucketPolicy(buckets, permissions),
                new PutBucketTagging(buckets, permissions),
                new PutBucketVersioning(buckets, permissions),
                new PutPublicAccessBlock(buckets, permissions));
    }

    private List<Operation<?, ?>> ofObjects() {
        return List.of(
                new AbortMultipartUpload(buckets, uploads, permissions),
                new CompleteMultipartUpload(buckets, uploads, permissions),
                new CopyObject(buckets, objects, contents, permissions),
                new CreateMultipartUpload(buckets, uploads, permissions),
                new DeleteObject(buckets, objects, permissions),
                new DeleteObjectTagging(buckets, objects, permissions),
                new DeleteObjects(buckets, objects, permissions),
                new GetObject(buckets, objects, permissions),
                new GetObjectAcl(buckets, objects, permissions),
                new GetObjectAttributes(buckets, objects, permissions),
                new GetObjectTagging(buckets, objects, permissions),
                new HeadObject(buckets, objects, permissions),
                new ListMultipartUploads(buckets, uploads, permissions),
                new ListObjectVersions(buckets, objects, permissions),
                new ListObjects(buckets, objects, permissions),
                new ListObjectsV2(buckets, objects, permissions),
                new ListParts(buckets, uploads, permissions),
                new PutObject(buckets, objects, contents, permissions),
                new PutObjectTagging(buckets, objects, permissions),
                new UploadPart(buckets, uploads, contents, permissions),
                new UploadPartCopy(buckets, objects, uploads, contents, permissions));
    }

    /** Goes on with the deliveries that an earlier process left, and removes content that it left unused. */
    public void start() {
        deliveries.start();
        sweep.start();
    }

    /** Stops; what was not delivered is delivered by the next process. */
    @Override
    public void close() {
        sweep.close();
        deliveries.close();
    }
}
