package davit.services.ecr.api;

import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestContext;
import davit.services.ecr.store.EcrRepositories;
import davit.services.ecr.store.EcrRepository;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationResponse;

/** The operation of this name. */
public final class PutImageScanningConfiguration
        implements Operation.Plain<PutImageScanningConfigurationRequest, PutImageScanningConfigurationResponse> {
    private final EcrRepositories repositories;

    /** Works on these. */
    public PutImageScanningConfiguration(EcrRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<Access> access(PutImageScanningConfigurationRequest input) {
        return List.of(Access.to(
                "ecr:PutImageScanningConfiguration",
                repositories.arn(
                        input.repositoryName(), RequestContext.current().region())));
    }

    @Override
    public PutImageScanningConfigurationResponse call(PutImageScanningConfigurationRequest input) {
        EcrRepository repository = repositories.get(input.repositoryName(), input.registryId());
        ImageScanningConfiguration scanning = input.imageScanningConfiguration();
        boolean scans = scanning != null && Boolean.TRUE.equals(scanning.scanOnPush());
        repositories.change(repository, settings -> settings.withScanOnPush(scans));
        return PutImageScanningConfigurationResponse.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .imageScanningConfiguration(
                        ImageScanningConfiguration.builder().scanOnPush(scans).build())
                .build();
    }
}
