package davit.services.ecr;

import davit.aws.AwsService;
import davit.aws.AwsService.Protocol;
import davit.aws.operation.Operation;
import davit.aws.port.Authorizer;
import davit.base.storage.Records;
import davit.base.time.Time;
import davit.images.registry.RegistryAccess;
import davit.images.repository.Repositories;
import davit.services.ecr.access.EcrRegistryAccess;
import davit.services.ecr.api.BatchDeleteImage;
import davit.services.ecr.api.BatchGetImage;
import davit.services.ecr.api.CreateRepository;
import davit.services.ecr.api.DeleteLifecyclePolicy;
import davit.services.ecr.api.DeleteRepository;
import davit.services.ecr.api.DeleteRepositoryPolicy;
import davit.services.ecr.api.DescribeImages;
import davit.services.ecr.api.DescribeRegistry;
import davit.services.ecr.api.DescribeRepositories;
import davit.services.ecr.api.GetAuthorizationToken;
import davit.services.ecr.api.GetLifecyclePolicy;
import davit.services.ecr.api.GetRepositoryPolicy;
import davit.services.ecr.api.ListImages;
import davit.services.ecr.api.ListTagsForResource;
import davit.services.ecr.api.PutImage;
import davit.services.ecr.api.PutImageScanningConfiguration;
import davit.services.ecr.api.PutImageTagMutability;
import davit.services.ecr.api.PutLifecyclePolicy;
import davit.services.ecr.api.SetRepositoryPolicy;
import davit.services.ecr.api.TagResource;
import davit.services.ecr.api.UntagResource;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.Tokens;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecr.EcrClient;

/**
 * The door of ECR: its operations, and its answer to the registry's question who may push and pull.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class EcrService {
    private final EcrRepositories repositories;
    private final Tokens tokens;
    private final Authorizer authorizer;
    private final Time time;

    /**
     * Opens the service.
     *
     * @param contents the registry's content, which pushes fill
     * @param account the account's twelve digits
     * @param random a source that nobody can guess
     */
    public EcrService(
            Repositories contents,
            Records records,
            Authorizer authorizer,
            String account,
            RandomGenerator random,
            Time time) {
        this.repositories = new EcrRepositories(contents, records, account);
        this.tokens = new Tokens(records, random, time);
        this.authorizer = authorizer;
        this.time = time;
    }

    /** ECR, for the protocol layer. */
    public AwsService service() {
        return new AwsService("ecr", Protocol.AWS_JSON_1_1, EcrClient.class, operations());
    }

    private List<Operation<?, ?>> operations() {
        return List.of(
                new BatchDeleteImage(repositories),
                new BatchGetImage(repositories),
                new CreateRepository(repositories),
                new DeleteLifecyclePolicy(repositories),
                new DeleteRepository(repositories),
                new DeleteRepositoryPolicy(repositories),
                new DescribeImages(repositories),
                new DescribeRegistry(repositories),
                new DescribeRepositories(repositories),
                new GetAuthorizationToken(tokens),
                new GetLifecyclePolicy(repositories),
                new GetRepositoryPolicy(repositories),
                new ListImages(repositories),
                new ListTagsForResource(repositories),
                new PutImage(repositories),
                new PutImageScanningConfiguration(repositories),
                new PutImageTagMutability(repositories),
                new PutLifecyclePolicy(repositories, time),
                new SetRepositoryPolicy(repositories),
                new TagResource(repositories),
                new UntagResource(repositories));
    }

    /** Who may push and pull. */
    public RegistryAccess registryAccess() {
        return new EcrRegistryAccess(repositories, tokens, authorizer);
    }
}
