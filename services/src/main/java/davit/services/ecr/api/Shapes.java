package davit.services.ecr.api;

import davit.aws.operation.RequestContext;
import davit.images.oci.Digest;
import davit.images.repository.Repository.TagMutability;
import davit.images.repository.StoredManifest;
import davit.images.repository.Tag;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Davit's records in the SDK's types, and the other way round. */
final class Shapes {
    private Shapes() {}

    static Repository repository(EcrRepository repository) {
        return Repository.builder()
                .repositoryArn(repository.arn().toString())
                .registryId(repository.account())
                .repositoryName(repository.name())
                .repositoryUri(RequestContext.current().endpoint().getAuthority() + "/" + repository.name())
                .createdAt(repository.content().createdAt())
                .imageTagMutability(repository.content().tagMutability().name())
                .imageScanningConfiguration(ImageScanningConfiguration.builder()
                        .scanOnPush(repository.settings().scanOnPush())
                        .build())
                .encryptionConfiguration(EncryptionConfiguration.builder()
                        .encryptionType(repository.settings().encryptionType())
                        .build())
                .build();
    }

    static TagMutability tagMutability(@Nullable String text) {
        return switch (text) {
            case null -> TagMutability.MUTABLE;
            case "MUTABLE" -> TagMutability.MUTABLE;
            case "IMMUTABLE" -> TagMutability.IMMUTABLE;
            default ->
                throw EcrError.invalid(
                        "imageTagMutability", "Member must satisfy enum value set: [MUTABLE, IMMUTABLE]");
        };
    }

    static ImageDetail image(EcrRepository repository, StoredManifest manifest, List<String> tags) {
        return ImageDetail.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .imageDigest(manifest.digest().toString())
                .imageTags(tags.isEmpty() ? null : tags)
                .imageSizeInBytes(manifest.imageSize())
                .imagePushedAt(manifest.pushedAt())
                .imageManifestMediaType(manifest.mediaType())
                .artifactMediaType(manifest.artifactType())
                .subjectManifestDigest(
                        manifest.subject() == null ? null : manifest.subject().toString())
                .build();
    }

    /** The tags of each image of a repository. */
    static Map<Digest, List<String>> tags(EcrRepositories repositories, String repository) {
        return repositories.contents().manifests().tags(repository, "", Integer.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(Tag::digest, Collectors.mapping(Tag::name, Collectors.toList())));
    }

    /** What an identifier means; the digest counts, and a tag beside it must be the image's. */
    static Optional<StoredManifest> find(EcrRepositories repositories, String repository, ImageIdentifier id) {
        String reference = id.imageDigest() == null ? id.imageTag() : id.imageDigest();
        Optional<StoredManifest> found = reference == null
                ? Optional.empty()
                : repositories.contents().manifests().find(repository, reference);
        boolean hasBoth = id.imageDigest() != null && id.imageTag() != null;
        return hasBoth
                ? found.filter(manifest -> repositories
                        .contents()
                        .manifests()
                        .tag(repository, id.imageTag())
                        .filter(manifest.digest()::equals)
                        .isPresent())
                : found;
    }

    static ImageFailure notFound(ImageIdentifier id) {
        boolean isEmpty = id.imageDigest() == null && id.imageTag() == null;
        return ImageFailure.builder()
                .imageId(id)
                .failureCode(isEmpty ? ImageFailureCode.MISSING_DIGEST_AND_TAG : ImageFailureCode.IMAGE_NOT_FOUND)
                .failureReason(
                        isEmpty
                                ? "Invalid request parameters: both tag and digest cannot be null"
                                : "Requested image not found")
                .build();
    }

    static boolean isTagged(@Nullable String filter, List<String> tags) {
        return switch (filter) {
            case "TAGGED" -> !tags.isEmpty();
            case "UNTAGGED" -> tags.isEmpty();
            case null, default -> true;
        };
    }
}
