package davit.services.s3.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the tags of objects and buckets. */
public final class ObjectTags {
    private static final int MOST_OF_OBJECT = 10;
    private static final int MOST_OF_BUCKET = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private ObjectTags() {}

    /** Collects tags, refusing what no tag may be. For one thread. */
    public static final class Collector {
        private final Map<String, String> tags = new LinkedHashMap<>();

        /** Adds a tag. */
        public Collector add(@Nullable String key, @Nullable String value) {
            String knownKey = key == null ? "" : key;
            String knownValue = value == null ? "" : value;
            if (knownKey.isEmpty()
                    || knownKey.length() > LONGEST_KEY
                    || !FORM.matcher(knownKey).matches()) {
                throw invalid("The TagKey you have provided is invalid", knownKey, "TagKey");
            }
            if (knownKey.startsWith("aws:")) {
                throw invalid("System tags cannot be added/updated by requester", knownKey, "TagKey");
            }
            if (knownValue.length() > LONGEST_VALUE || !FORM.matcher(knownValue).matches()) {
                throw invalid("The TagValue you have provided is invalid", knownValue, "TagValue");
            }
            if (tags.put(knownKey, knownValue) != null) {
                throw invalid("Cannot provide multiple Tags with the same key", knownKey, "TagKey");
            }
            return this;
        }

        /** The tags of an object. */
        public Map<String, String> ofObject() {
            if (tags.size() > MOST_OF_OBJECT) {
                throw S3Error.BAD_REQUEST.with("Object tags cannot be greater than " + MOST_OF_OBJECT);
            }
            return tags;
        }

        /** The tags of a bucket. */
        public Map<String, String> ofBucket() {
            if (tags.size() > MOST_OF_BUCKET) {
                throw S3Error.BAD_REQUEST.with("Bucket tag count cannot be greater than " + MOST_OF_BUCKET);
            }
            return tags;
        }

        private static RuntimeException invalid(String message, String value, String member) {
            return S3Error.INVALID_TAG.with(message, Map.of(member, value));
        }
    }

    /** The tags of an object as the header {@code x-amz-tagging} gives them: the form of a URL's query. */
    public static Map<String, String> ofHeader(@Nullable String header) {
        Collector collector = new Collector();
        if (header != null && !header.isEmpty()) {
            for (String pair : header.split("&", -1)) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                collector.add(decoded(key, header), equals < 0 ? "" : decoded(pair.substring(equals + 1), header));
            }
        }
        return collector.ofObject();
    }

    private static String decoded(String text, String header) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Error.invalidArgument(
                    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without"
                            + " tag name duplicates.",
                    "x-amz-tagging",
                    header);
        }
    }
}
