package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;

/** The operation of this name. */
public final class GetObjectAcl implements Operation.Plain<GetObjectAclRequest, GetObjectAclResponse> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public GetObjectAcl(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(GetObjectAclRequest input) {
        return List.of(permissions.onObject("s3:GetObjectAcl", input.bucket(), input.key()));
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("AccessControlPolicy");
    }

    @Override
    public GetObjectAclResponse call(GetObjectAclRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        Refusals.checkVersion(input.versionId());
        ObjectAddress address = ObjectAddress.of(input.bucket(), input.key());
        if (objects.find(address).isEmpty()) {
            throw permissions.noSuchKey(address.bucket(), address.key());
        }
        return GetObjectAclResponse.builder()
                .owner(Shapes.owner(buckets.account()))
                .grants(Grants.ofOwner(buckets.account()))
                .build();
    }
}
