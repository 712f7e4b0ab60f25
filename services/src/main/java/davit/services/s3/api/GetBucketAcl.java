package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;

/** The operation of this name. */
public final class GetBucketAcl implements Operation.Plain<GetBucketAclRequest, GetBucketAclResponse> {
    private final Buckets buckets;
    private final Permissions permissions;

    /** Works on these. */
    public GetBucketAcl(Buckets buckets, Permissions permissions) {
        this.buckets = buckets;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetBucketAclRequest input) {
        return List.of(permissions.onBucket("s3:GetBucketAcl", input.bucket()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("AccessControlPolicy");
    }

    @Override
    public GetBucketAclResponse call(GetBucketAclRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        return GetBucketAclResponse.builder()
                .owner(Shapes.owner(buckets.account()))
                .grants(Grants.ofOwner(buckets.account()))
                .build();
    }
}
