package davit.services.ecr.api;

import davit.services.ecr.model.EcrError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecr.model.Tag;

/** The tags of repositories, which have nothing to do with the tags of images. */
final class Tags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private Tags() {}

    static Map<String, String> read(List<Tag> tags) {
        Map<String, String> read = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > LONGEST_KEY) {
                throw EcrError.INVALID_TAG_PARAMETER.with("A tag's key has 1 to " + LONGEST_KEY + " characters");
            }
            String value = tag.value() == null ? "" : tag.value();
            if (value.length() > LONGEST_VALUE) {
                throw EcrError.INVALID_TAG_PARAMETER.with("A tag's value has at most " + LONGEST_VALUE + " characters");
            }
            read.put(tag.key(), value);
        }
        return check(read);
    }

    static Map<String, String> check(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw EcrError.INVALID_TAG_PARAMETER.with("A repository has at most " + MOST + " tags");
        }
        return tags;
    }

    static List<Tag> shape(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
