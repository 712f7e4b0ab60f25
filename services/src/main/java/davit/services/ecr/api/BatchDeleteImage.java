package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.images.oci.Digest;
import davit.images.repository.Manifests;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** The operation of this name. */
public final class BatchDeleteImage implements Operation.Plain<BatchDeleteImageRequest, BatchDeleteImageResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public BatchDeleteImage(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(BatchDeleteImageRequest input) {
        return List.of(Access.to(
                "ecr:BatchDeleteImage",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public BatchDeleteImageResponse call(BatchDeleteImageRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        List<ImageIdentifier> deleted = new ArrayList<>();
        List<ImageFailure> failures = new ArrayList<>();
        for (ImageIdentifier id : input.imageIds()) {
            Shapes.find(repositories, repository.name(), id)
                    .ifPresentOrElse(
                            manifest -> deleted.addAll(delete(repository.name(), id, manifest.digest())),
                            () -> failures.add(Shapes.notFound(id)));
        }
        return BatchDeleteImageResponse.builder()
                .imageIds(deleted)
                .failures(failures)
                .build();
    }

    /** By digest the image goes with all its tags; by tag it goes when that was its last one. */
    private List<ImageIdentifier> delete(String repository, ImageIdentifier id, Digest digest) {
        Manifests manifests = repositories.contents().manifests();
        List<String> tags = Shapes.tags(repositories, repository).getOrDefault(digest, List.of());
        ImageIdentifier untagged =
                ImageIdentifier.builder().imageDigest(digest.toString()).build();
        if (id.imageTag() != null) {
            manifests.deleteTag(repository, id.imageTag());
            if (tags.size() <= 1) {
                manifests.delete(repository, digest);
            }
            return List.of(untagged.toBuilder().imageTag(id.imageTag()).build());
        }
        manifests.delete(repository, digest);
        return tags.isEmpty()
                ? List.of(untagged)
                : tags.stream()
                        .map(tag -> untagged.toBuilder().imageTag(tag).build())
                        .toList();
    }
}
