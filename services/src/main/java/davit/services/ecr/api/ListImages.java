package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.images.oci.Digest;
import davit.images.repository.StoredManifest;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;

/** The operation of this name. */
public final class ListImages implements Operation.Plain<ListImagesRequest, ListImagesResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public ListImages(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(ListImagesRequest input) {
        return List.of(Access.to(
                "ecr:ListImages",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public ListImagesResponse call(ListImagesRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        Map<Digest, List<String>> tags = Shapes.tags(repositories, repository.name());
        String filter = input.filter() == null ? null : input.filter().tagStatusAsString();
        List<ImageIdentifier> all =
                repositories.contents().manifests().list(repository.name(), "", Integer.MAX_VALUE).stream()
                        .map(StoredManifest::digest)
                        .filter(digest -> Shapes.isTagged(filter, tags.getOrDefault(digest, List.of())))
                        .flatMap(digest -> identifiers(digest, tags.getOrDefault(digest, List.of())))
                        .toList();
        Page<ImageIdentifier> page = Page.of(all, input.nextToken(), input.maxResults());
        return ListImagesResponse.builder()
                .imageIds(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static Stream<ImageIdentifier> identifiers(Digest digest, List<String> tags) {
        ImageIdentifier untagged =
                ImageIdentifier.builder().imageDigest(digest.toString()).build();
        return tags.isEmpty()
                ? Stream.of(untagged)
                : tags.stream().map(tag -> untagged.toBuilder().imageTag(tag).build());
    }
}
