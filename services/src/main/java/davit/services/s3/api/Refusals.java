package davit.services.s3.api;

import davit.services.s3.model.S3Error;
import davit.services.s3.store.Buckets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What Davit refuses rather than pretends to do: keys of its clients, retention, access control lists, versions. */
final class Refusals {
    private static final String AES256 = "AES256";

    /** The access control list that changes nothing. */
    private static final String OWNERS = "bucket-owner-full-control";

    private static final List<String> GRANTS =
            List.of("GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP");

    private Refusals() {}

    /** Refuses what a request that makes an object cannot have. */
    static void check(SdkPojo request, Buckets buckets, String bucket) {
        checkCustomerKey(request);
        String encryption = Members.text(request, "ServerSideEncryption");
        if (encryption != null) {
            checkEncryption(encryption);
        }
        if (Members.text(request, "ObjectLockMode") != null
                || Members.text(request, "ObjectLockLegalHoldStatus") != null
                || Members.read(request, "ObjectLockRetainUntilDate") != null) {
            throw S3Error.INVALID_REQUEST.with("Bucket is missing Object Lock Configuration");
        }
        checkAcl(request, buckets, bucket);
    }

    static void checkCustomerKey(SdkPojo request) {
        if (Members.text(request, "SSECustomerAlgorithm") != null
                || Members.text(request, "SSECustomerKey") != null
                || Members.text(request, "CopySourceSSECustomerAlgorithm") != null) {
            throw notImplemented("x-amz-server-side-encryption-customer-algorithm");
        }
    }

    static void checkEncryption(String algorithm) {
        if (algorithm.startsWith("aws:")) {
            throw notImplemented("x-amz-server-side-encryption: " + algorithm);
        }
        if (!algorithm.equals(AES256)) {
            throw S3Error.invalidArgument(
                    "The encryption method specified is not supported", "x-amz-server-side-encryption", algorithm);
        }
    }

    /** Refuses lists that would open an object to others. */
    static void checkAcl(SdkPojo request, Buckets buckets, String bucket) {
        String acl = Members.text(request, "ACL");
        boolean hasGrants = GRANTS.stream().anyMatch(grant -> Members.text(request, grant) != null);
        if ((acl == null && !hasGrants) || OWNERS.equals(acl)) {
            return;
        }
        if (buckets.ownership().find(bucket).filter(owner -> owner.isEnforced()).isPresent()) {
            throw S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED.now();
        }
        if (hasGrants || !"private".equals(acl)) {
            throw notImplemented("x-amz-acl");
        }
    }

    /** Without versions there is one, which is named {@code null}. */
    static void checkVersion(@Nullable String versionId) {
        if (versionId != null && !versionId.equals("null")) {
            throw S3Error.invalidArgument("Invalid version id specified", "versionId", versionId);
        }
    }

    static RuntimeException notImplemented(String what) {
        return S3Error.NOT_IMPLEMENTED.with(
                "A header you provided implies functionality that is not implemented", Map.of("Header", what));
    }
}
