package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.base.storage.StorageException;
import davit.images.repository.StoredManifest;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** The operation of this name. */
public final class BatchGetImage implements Operation.Plain<BatchGetImageRequest, BatchGetImageResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public BatchGetImage(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(BatchGetImageRequest input) {
        return List.of(Access.to(
                "ecr:BatchGetImage",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public BatchGetImageResponse call(BatchGetImageRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        List<Image> images = new ArrayList<>();
        List<ImageFailure> failures = new ArrayList<>();
        for (ImageIdentifier id : input.imageIds()) {
            Shapes.find(repositories, repository.name(), id)
                    .ifPresentOrElse(
                            manifest -> images.add(image(repository, id, manifest)),
                            () -> failures.add(Shapes.notFound(id)));
        }
        return BatchGetImageResponse.builder().images(images).failures(failures).build();
    }

    private Image image(EcrRepository repository, ImageIdentifier id, StoredManifest manifest) {
        try {
            byte[] content = repositories.contents().manifests().content(manifest);
            return Image.builder()
                    .registryId(repository.account())
                    .repositoryName(repository.name())
                    .imageId(id.toBuilder()
                            .imageDigest(manifest.digest().toString())
                            .build())
                    .imageManifest(new String(content, StandardCharsets.UTF_8))
                    .imageManifestMediaType(manifest.mediaType())
                    .build();
        } catch (IOException e) {
            throw new StorageException("read manifest " + manifest.digest(), e);
        }
    }
}
