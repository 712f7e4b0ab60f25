package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.model.PolicyText;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyResponse;

/** The operation of this name. */
public final class SetRepositoryPolicy
        implements Operation.Plain<SetRepositoryPolicyRequest, SetRepositoryPolicyResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public SetRepositoryPolicy(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(SetRepositoryPolicyRequest input) {
        return List.of(Access.to(
                "ecr:SetRepositoryPolicy",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public SetRepositoryPolicyResponse call(SetRepositoryPolicyRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        String text = PolicyText.check(input.policyText());
        repositories.change(repository, settings -> settings.withPolicy(text));
        return SetRepositoryPolicyResponse.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .policyText(text)
                .build();
    }
}
