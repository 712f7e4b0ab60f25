package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.images.oci.Digest;
import davit.images.repository.StoredManifest;
import davit.services.ecr.model.EcrError;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/** The operation of this name. */
public final class DescribeImages implements Operation.Plain<DescribeImagesRequest, DescribeImagesResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public DescribeImages(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(DescribeImagesRequest input) {
        return List.of(Access.to(
                "ecr:DescribeImages",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public DescribeImagesResponse call(DescribeImagesRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        Map<Digest, List<String>> tags = Shapes.tags(repositories, repository.name());
        String filter = input.filter() == null ? null : input.filter().tagStatusAsString();
        List<ImageDetail> all = manifests(repository, input.imageIds()).stream()
                .filter(manifest -> Shapes.isTagged(filter, tags.getOrDefault(manifest.digest(), List.of())))
                .map(manifest -> Shapes.image(repository, manifest, tags.getOrDefault(manifest.digest(), List.of())))
                .toList();
        Page<ImageDetail> page = Page.of(all, input.nextToken(), input.maxResults());
        return DescribeImagesResponse.builder()
                .imageDetails(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private List<StoredManifest> manifests(EcrRepository repository, List<ImageIdentifier> ids) {
        if (ids.isEmpty()) {
            return repositories.contents().manifests().list(repository.name(), "", Integer.MAX_VALUE);
        }
        return ids.stream()
                .map(id -> Shapes.find(repositories, repository.name(), id)
                        .orElseThrow(() -> EcrError.IMAGE_NOT_FOUND.with("The image with imageId {imageDigest:'"
                                + id.imageDigest() + "', imageTag:'" + id.imageTag()
                                + "'} does not exist within the repository with name '" + repository.name()
                                + "' in the registry with id '" + repository.account() + "'")))
                .distinct()
                .toList();
    }
}
