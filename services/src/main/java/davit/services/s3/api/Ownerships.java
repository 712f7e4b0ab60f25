package davit.services.s3.api;

import davit.services.s3.model.BucketSettings.Ownership;
import davit.services.s3.model.S3Error;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads who is to own objects. */
final class Ownerships {
    private static final Set<String> KNOWN = Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

    private Ownerships() {}

    static Ownership of(@Nullable String given) {
        if (given == null || !KNOWN.contains(given)) {
            throw S3Error.MALFORMED_XML.now();
        }
        return new Ownership(given);
    }
}
