package davit.services.s3.api;

import davit.services.s3.model.ETag;
import davit.services.s3.model.UrlEncoding;
import davit.services.s3.store.Listing;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** What several answers say in the same way. */
final class Shapes {
    private Shapes() {}

    static Owner owner(String account) {
        return Owner.builder()
                .id(davit.services.s3.model.Owner.of(account).canonicalId())
                .build();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static List<CommonPrefix> commonPrefixes(Listing.Page page, UnaryOperator<String> encoding) {
        return page.commonPrefixes().stream()
                .map(prefix ->
                        CommonPrefix.builder().prefix(encoding.apply(prefix)).build())
                .toList();
    }

    static List<S3Object> objects(Listing.Page page, UnaryOperator<String> encoding, @Nullable Owner owner) {
        return page.objects().stream()
                .map(item -> S3Object.builder()
                        .key(encoding.apply(item.key()))
                        .lastModified(item.object().lastModified())
                        .eTag(ETag.quoted(item.object().eTag()))
                        .checksumAlgorithmWithStrings(
                                item.object().checksum().algorithm().name())
                        .checksumType(item.object().checksum().type().name())
                        .size(item.object().size())
                        .storageClass(item.object().attributes().storageClass())
                        .owner(owner)
                        .build())
                .toList();
    }

    /** How a list is to give keys: as they are, or encoded, because XML cannot hold all of them. */
    static UnaryOperator<String> encoding(@Nullable String encodingType) {
        if (encodingType == null) {
            return UnaryOperator.identity();
        }
        if (!encodingType.equals("url")) {
            throw davit.services.s3.model.S3Error.invalidArgument(
                    "Invalid Encoding Method specified in Request", "encoding-type", encodingType);
        }
        return UrlEncoding::encoded;
    }
}
