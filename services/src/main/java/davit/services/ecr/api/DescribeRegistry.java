package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.services.ecr.store.EcrRepositories;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.DescribeRegistryRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRegistryResponse;
import software.amazon.awssdk.services.ecr.model.ReplicationConfiguration;

/** The operation of this name. */
public final class DescribeRegistry implements Operation.Plain<DescribeRegistryRequest, DescribeRegistryResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public DescribeRegistry(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(DescribeRegistryRequest input) {
        return List.of(Access.toAny("ecr:DescribeRegistry"));
    }

    @Override
    public DescribeRegistryResponse call(DescribeRegistryRequest input) {
        return DescribeRegistryResponse.builder()
                .registryId(repositories.account())
                .replicationConfiguration(
                        ReplicationConfiguration.builder().rules(List.of()).build())
                .build();
    }
}
