package davit.functions.model;

import davit.aws.arn.Arn;
import java.time.Instant;
import java.util.List;

/**
 * Whose signatures functions from archives may need.
 *
 * @param id {@code csc-} and 17 letters and digits
 * @param description free text
 * @param publishers the ARNs of versions of signing profiles
 * @param policy {@code Warn} or {@code Enforce}: what becomes of code that none of them signed
 * @param lastModified when it was set
 */
public record CodeSigning(String id, String description, List<String> publishers, String policy, Instant lastModified) {
    /** Keeps a copy. */
    public CodeSigning {
        publishers = List.copyOf(publishers);
    }

    /** Its ARN. */
    public Arn arn(String account, String region) {
        return Arn.of("lambda", region, account, "code-signing-config:" + id);
    }
}
