package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.base.storage.StorageException;
import davit.images.oci.Digest;
import davit.images.oci.ImageReference;
import davit.images.repository.PutResult;
import davit.images.repository.StoredManifest;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;

/** The operation of this name. */
public final class PutImage implements Operation.Plain<PutImageRequest, PutImageResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public PutImage(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(PutImageRequest input) {
        return List.of(Access.to(
                "ecr:PutImage",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public PutImageResponse call(PutImageRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        byte[] content = manifest(input);
        checkIsNew(repository, input, Digest.of(content));
        String type = input.imageManifestMediaType() == null ? "" : input.imageManifestMediaType();
        try {
            StoredManifest stored = stored(
                    repository,
                    repositories.contents().manifests().put(repository.name(), content, type, input.imageTag()));
            ImageIdentifier id = ImageIdentifier.builder()
                    .imageDigest(stored.digest().toString())
                    .imageTag(input.imageTag())
                    .build();
            Image image = Image.builder()
                    .registryId(repository.account())
                    .repositoryName(repository.name())
                    .imageId(id)
                    .imageManifest(input.imageManifest())
                    .imageManifestMediaType(stored.mediaType())
                    .build();
            return PutImageResponse.builder().image(image).build();
        } catch (IOException e) {
            throw new StorageException("put an image into " + repository.name(), e);
        }
    }

    private static byte[] manifest(PutImageRequest input) {
        if (input.imageManifest() == null || input.imageManifest().isEmpty()) {
            throw EcrError.invalid("imageManifest", "Member must not be null");
        }
        if (input.imageTag() != null && !ImageReference.isTag(input.imageTag())) {
            throw EcrError.invalid("imageTag", "must satisfy regular expression '[a-zA-Z0-9-_.]+'");
        }
        byte[] content = input.imageManifest().getBytes(StandardCharsets.UTF_8);
        if (input.imageDigest() != null
                && !input.imageDigest().equals(Digest.of(content).toString())) {
            throw EcrError.IMAGE_DIGEST_DOES_NOT_MATCH.with(
                    "The calculated digest does not match the imageDigest value in the request");
        }
        return content;
    }

    private void checkIsNew(EcrRepository repository, PutImageRequest input, Digest digest) {
        Optional<Digest> tagged = input.imageTag() == null
                ? repositories
                        .contents()
                        .manifests()
                        .find(repository.name(), digest)
                        .map(StoredManifest::digest)
                : repositories.contents().manifests().tag(repository.name(), input.imageTag());
        if (tagged.filter(digest::equals).isPresent()) {
            throw EcrError.IMAGE_ALREADY_EXISTS.with("Image with digest '" + digest + "' and tag '" + input.imageTag()
                    + "' already exists in the repository with name '" + repository.name()
                    + "' in registry with id '" + repository.account() + "'");
        }
    }

    private static StoredManifest stored(EcrRepository repository, PutResult result) {
        return switch (result) {
            case PutResult.Stored(StoredManifest manifest, boolean _) -> manifest;
            case PutResult.Malformed(String reason) ->
                throw EcrError.INVALID_PARAMETER.with("Invalid parameter at 'ImageManifest': " + reason);
            case PutResult.MissingReferences(List<Digest> missing) ->
                throw EcrError.LAYERS_NOT_FOUND.with("The layers " + missing
                        + " do not exist in the repository with name '" + repository.name()
                        + "' in registry with id '" + repository.account() + "'");
            case PutResult.TagIsTaken(String tag) ->
                throw EcrError.IMAGE_TAG_ALREADY_EXISTS.with("The image tag '" + tag + "' already exists in the '"
                        + repository.name() + "' repository and cannot be overwritten because the tag is immutable.");
            case PutResult.NoSuchRepository _ ->
                throw EcrError.REPOSITORY_NOT_FOUND.with("The repository with name '" + repository.name()
                        + "' does not exist in the registry with id '" + repository.account() + "'");
        };
    }
}
