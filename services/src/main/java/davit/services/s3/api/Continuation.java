package davit.services.s3.api;

import davit.services.s3.model.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Tokens with which a list goes on: the last key or prefix, so that they outlive a restart. */
final class Continuation {
    private Continuation() {}

    static String token(String last) {
        return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    /** Behind which key or prefix the list goes on; empty for its beginning. */
    static String position(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Error.invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
        }
    }
}
