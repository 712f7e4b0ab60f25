package davit.deploy.aws.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Policy documents as IAM returns them: URL-encoded. */
final class PolicyText {
    private PolicyText() {}

    /** The JSON. */
    static String decoded(String document) {
        return document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
    }
}
