package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.base.time.Time;
import davit.services.ecr.model.LifecyclePolicyText;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyResponse;

/** The operation of this name. */
public final class PutLifecyclePolicy
        implements Operation.Plain<PutLifecyclePolicyRequest, PutLifecyclePolicyResponse> {
    private final EcrRepositories repositories;
    private final Time time;

    /** Works on these. */
    public PutLifecyclePolicy(EcrRepositories repositories, Time time) {
        this.repositories = repositories;
        this.time = time;
    }

    @Override
    public List<Access> access(PutLifecyclePolicyRequest input) {
        return List.of(Access.to(
                "ecr:PutLifecyclePolicy",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public PutLifecyclePolicyResponse call(PutLifecyclePolicyRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        String text = LifecyclePolicyText.check(input.lifecyclePolicyText());
        repositories.change(repository, settings -> settings.withLifecyclePolicy(text, time.now()));
        return PutLifecyclePolicyResponse.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .lifecyclePolicyText(text)
                .build();
    }
}
