package davit.services.s3.api;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Caller;
import davit.aws.operation.RequestContext;
import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer;
import davit.aws.port.Authorizer.Decision;
import davit.services.s3.model.BucketName;
import davit.services.s3.model.BucketPolicy;
import davit.services.s3.model.BucketSettings.Policy;
import davit.services.s3.model.BucketSettings.PublicAccess;
import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What the operations ask of their callers: actions on buckets and objects, under the bucket's policy.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Permissions {
    /** Condition keys by the members whose values they have. */
    private static final Map<String, String> LIST_CONDITIONS =
            Map.of("Prefix", "s3:prefix", "Delimiter", "s3:delimiter", "MaxKeys", "s3:max-keys");

    private final Buckets buckets;
    private final Authorizer authorizer;

    /** Permissions under the policies of these buckets. */
    public Permissions(Buckets buckets, Authorizer authorizer) {
        this.buckets = buckets;
        this.authorizer = authorizer;
    }

    Access onBucket(String action, @Nullable String bucket) {
        String name = bucket == null ? "" : bucket;
        return underPolicy(Access.to(action, BucketName.arn(name)), name);
    }

    Access onObject(String action, @Nullable String bucket, @Nullable String key) {
        String name = bucket == null ? "" : bucket;
        Arn object = BucketName.arn(name + "/" + (key == null ? "" : key));
        return underPolicy(Access.to(action, object), name);
    }

    /** What putting an object takes; tags take more. */
    List<Access> toPut(@Nullable String bucket, @Nullable String key, @Nullable String tagging) {
        Access put = onObject("s3:PutObject", bucket, key);
        return tagging == null || tagging.isEmpty()
                ? List.of(put)
                : List.of(put, onObject("s3:PutObjectTagging", bucket, key));
    }

    /** What listing takes, under conditions on what is listed. */
    Access toList(String action, SdkPojo request) {
        Access access = onBucket(action, Members.text(request, "Bucket"));
        for (Map.Entry<String, String> condition : LIST_CONDITIONS.entrySet()) {
            Object value = Members.read(request, condition.getKey());
            if (value != null) {
                access = access.where(condition.getValue(), value.toString());
            }
        }
        return access;
    }

    private Access underPolicy(Access access, String bucket) {
        if (bucket.isEmpty()) {
            return access;
        }
        return policyFor(bucket, RequestContext.current().caller())
                .map(policy -> access.underPolicy(policy.document()))
                .orElse(access);
    }

    /** A bucket that restricts public access keeps strangers out whatever its public policy says. */
    private Optional<Policy> policyFor(String bucket, Caller caller) {
        Optional<Policy> policy = buckets.policies().find(bucket);
        boolean isStranger = caller instanceof Caller.Anonymous;
        return policy.filter(found -> !isStranger || !isRestricted(bucket) || !BucketPolicy.isPublic(found.document()));
    }

    private boolean isRestricted(String bucket) {
        return buckets.publicAccess()
                .find(bucket)
                .filter(PublicAccess::restrictBuckets)
                .isPresent();
    }

    /** Whether the current caller may do something. */
    Decision decide(Access access) {
        return authorizer.decide(RequestContext.current().caller(), access);
    }

    /**
     * What is answered for an object that is not there: that it is not, to whom the bucket's list would tell the same.
     */
    RuntimeException noSuchKey(String bucket, String key) {
        return switch (decide(onBucket("s3:ListBucket", bucket))) {
            case Decision.Allowed() -> S3Error.NO_SUCH_KEY.about(Map.of("Key", key));
            case Decision.Denied(String message) -> S3Error.ACCESS_DENIED.with(message);
        };
    }

    /** Whether a policy can be evaluated at all; else what is wrong with it. */
    Optional<String> flaw(String policy, String bucket) {
        try {
            authorizer.decide(
                    new Caller.Anonymous(),
                    Access.to("s3:GetObject", BucketName.arn(bucket)).underPolicy(policy));
            return Optional.empty();
        } catch (ServiceException e) {
            return Optional.of(e.text());
        }
    }
}
