package davit.services.s3.api;

import java.util.List;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/** The one access control list that there is: the owner may everything. */
final class Grants {
    private Grants() {}

    static List<Grant> ofOwner(String account) {
        return List.of(Grant.builder()
                .grantee(grantee -> grantee.id(Shapes.owner(account).id()).type(Type.CANONICAL_USER))
                .permission(Permission.FULL_CONTROL)
                .build());
    }
}
