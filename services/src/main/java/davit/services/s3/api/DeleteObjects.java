package davit.services.s3.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.ServiceException;
import davit.aws.port.Authorizer.Decision;
import davit.services.s3.model.ObjectAddress;
import davit.services.s3.model.S3Error;
import davit.services.s3.model.WriteConditions;
import davit.services.s3.store.Buckets;
import davit.services.s3.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** The operation of this name. */
public final class DeleteObjects implements Operation.Plain<DeleteObjectsRequest, DeleteObjectsResponse> {
    private static final int MOST = 1000;

    private final Buckets buckets;
    private final ObjectStore objects;
    private final Permissions permissions;

    /** Works on these. */
    public DeleteObjects(Buckets buckets, ObjectStore objects, Permissions permissions) {
        this.buckets = buckets;
        this.objects = objects;
        this.permissions = permissions;
    }

    @Override
    public List<Access> access(DeleteObjectsRequest input) {
        return List.of(); // each object is asked for by itself, and answered by itself
    }

    @Override
    public Optional<String> xmlRoot() {
        return Optional.of("DeleteResult");
    }

    @Override
    public DeleteObjectsResponse call(DeleteObjectsRequest input) {
        buckets.get(input.bucket(), input.expectedBucketOwner());
        if (input.delete() == null
                || input.delete().objects().isEmpty()
                || input.delete().objects().size() > MOST) {
            throw S3Error.MALFORMED_XML.now();
        }
        boolean isQuiet = Boolean.TRUE.equals(input.delete().quiet());
        List<DeletedObject> deleted = new ArrayList<>();
        List<software.amazon.awssdk.services.s3.model.S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier object : input.delete().objects()) {
            try {
                delete(input.bucket(), object);
                if (!isQuiet) {
                    deleted.add(DeletedObject.builder()
                            .key(object.key())
                            .versionId(object.versionId())
                            .build());
                }
            } catch (ServiceException e) {
                errors.add(error(object, e));
            }
        }
        return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
    }

    private void delete(String bucket, ObjectIdentifier object) {
        ObjectAddress address = ObjectAddress.of(bucket, object.key());
        if (permissions.decide(permissions.onObject("s3:DeleteObject", bucket, object.key()))
                instanceof Decision.Denied(String message)) {
            throw S3Error.ACCESS_DENIED.with(message);
        }
        Refusals.checkVersion(object.versionId());
        objects.delete(address, new WriteConditions(object.eTag(), null), Causes.of("ObjectRemoved:Delete"));
    }

    private static software.amazon.awssdk.services.s3.model.S3Error error(ObjectIdentifier object, ServiceException e) {
        return software.amazon.awssdk.services.s3.model.S3Error.builder()
                .key(object.key())
                .versionId(object.versionId())
                .code(e.error().code())
                .message(e.text())
                .build();
    }
}
