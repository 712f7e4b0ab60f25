package davit.services.s3.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How S3 encodes keys in events and in lists: as forms do, a space as {@code +}, but for the slash. */
public final class UrlEncoding {
    private UrlEncoding() {}

    /** Encodes a key. */
    public static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
