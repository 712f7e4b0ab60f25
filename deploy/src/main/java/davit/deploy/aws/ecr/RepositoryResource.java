package davit.deploy.aws.ecr;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.Outputs;
import davit.deploy.aws.resource.TagChange;
import davit.deploy.aws.schema.Field;
import davit.deploy.aws.schema.Schema;
import davit.deploy.provider.OperationContext;
import davit.deploy.provider.ResourceState;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** {@code aws:ecr/repository:Repository}. */
public final class RepositoryResource implements AwsResource {
    private static final String ENCRYPTION = "encryptionConfigurations";
    private static final String FORCE = "forceDelete";
    private static final String SCANNING = "imageScanningConfiguration";
    private static final String SCAN_ON_PUSH = "scanOnPush";
    private static final String MUTABILITY = "imageTagMutability";
    private static final String EXCLUSIONS = "imageTagMutabilityExclusionFilters";
    private static final int LONGEST_NAME = 256;

    private static final Schema SCHEMA = Schema.of(
                    "aws:ecr/repository:Repository",
                    Field.blocks(
                                    ENCRYPTION,
                                    Field.text("encryptionType").byDefault(PropertyValue.of("AES256")),
                                    Field.text("kmsKey").computed())
                            .immutable(),
                    Field.bool(FORCE).local(),
                    Field.block(SCANNING, Field.bool(SCAN_ON_PUSH).required()),
                    Field.text(MUTABILITY).byDefault(PropertyValue.of("MUTABLE")),
                    Field.blocks(
                            EXCLUSIONS,
                            Field.text("filter").required(),
                            Field.text("filterType").required()),
                    Field.text("name").immutable(),
                    Schema.REGION,
                    Schema.TAGS)
            .named("name", LONGEST_NAME)
            .inLowerCase();

    private final Aws aws;

    /** Repositories of {@code aws}. */
    public RepositoryResource(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Optional<String> idInput() {
        return Optional.of("name");
    }

    @Override
    public String create(OperationContext context, Properties inputs) {
        CreateRepositoryRequest.Builder request = CreateRepositoryRequest.builder()
                .repositoryName(inputs.text("name").orElseThrow())
                .tags(EcrTags.of(aws.tags().all(inputs)));
        inputs.text(MUTABILITY).ifPresent(request::imageTagMutability);
        inputs.object(SCANNING).ifPresent(given -> request.imageScanningConfiguration(scanning(given)));
        if (!inputs.objects(EXCLUSIONS).isEmpty()) {
            request.imageTagMutabilityExclusionFilters(exclusions(inputs));
        }
        inputs.objects(ENCRYPTION).stream().findFirst().ifPresent(given -> {
            EncryptionConfiguration.Builder encryption = EncryptionConfiguration.builder()
                    .encryptionType(given.text("encryptionType").orElse("AES256"));
            given.text("kmsKey").ifPresent(encryption::kmsKey);
            request.encryptionConfiguration(encryption.build());
        });
        return aws.ecr(inputs).createRepository(request.build()).repository().repositoryName();
    }

    @Override
    public Optional<Properties> read(ResourceState state) {
        EcrClient ecr = aws.ecr(state.outputs());
        try {
            Repository repository = ecr.describeRepositories(request -> request.repositoryNames(state.id()))
                    .repositories()
                    .getFirst();
            var tags = ecr.listTagsForResource(request -> request.resourceArn(repository.repositoryArn()))
                    .tags();
            Outputs outputs = new Outputs()
                    .text("arn", repository.repositoryArn())
                    .text("name", repository.repositoryName())
                    .text("registryId", repository.registryId())
                    .text("repositoryUrl", repository.repositoryUri())
                    .text("region", aws.region(state.outputs()))
                    .text(MUTABILITY, repository.imageTagMutabilityAsString())
                    .blocks(ENCRYPTION, encryption(repository))
                    .blocks(EXCLUSIONS, exclusions(repository));
            if (repository.imageScanningConfiguration() != null) {
                outputs.block(
                        SCANNING,
                        new Outputs()
                                .bool(
                                        SCAN_ON_PUSH,
                                        repository.imageScanningConfiguration().scanOnPush())
                                .build());
            }
            return Optional.of(outputs.all(aws.tags().outputs(EcrTags.toMap(tags), state.inputs()))
                    .build());
        } catch (RepositoryNotFoundException e) {
            return Optional.empty();
        }
    }

    private static List<Properties> encryption(Repository repository) {
        EncryptionConfiguration encryption = repository.encryptionConfiguration();
        return encryption == null
                ? List.of()
                : List.of(new Outputs()
                        .text("encryptionType", encryption.encryptionTypeAsString())
                        .text("kmsKey", encryption.kmsKey())
                        .build());
    }

    private static List<Properties> exclusions(Repository repository) {
        return repository.imageTagMutabilityExclusionFilters().stream()
                .map(filter -> new Outputs()
                        .text("filter", filter.filter())
                        .text("filterType", filter.filterTypeAsString())
                        .build())
                .toList();
    }

    @Override
    public void update(OperationContext context, ResourceState old, Properties inputs) {
        var changed = SCHEMA.diff(old.inputs(), inputs).changed();
        EcrClient ecr = aws.ecr(old.outputs());
        if (changed.contains(MUTABILITY) || changed.contains(EXCLUSIONS)) {
            ecr.putImageTagMutability(request -> {
                request.repositoryName(old.id())
                        .imageTagMutability(inputs.text(MUTABILITY).orElse("MUTABLE"));
                if (!inputs.objects(EXCLUSIONS).isEmpty()) {
                    request.imageTagMutabilityExclusionFilters(exclusions(inputs));
                }
            });
        }
        if (changed.contains(SCANNING)) {
            ecr.putImageScanningConfiguration(request -> request.repositoryName(old.id())
                    .imageScanningConfiguration(scanning(inputs.object(SCANNING).orElse(Properties.EMPTY))));
        }
        TagChange change =
                TagChange.between(old.outputs().textMap("tagsAll"), aws.tags().all(inputs));
        String arn = old.outputs().text("arn").orElseThrow();
        if (!change.removed().isEmpty()) {
            ecr.untagResource(request -> request.resourceArn(arn).tagKeys(change.removed()));
        }
        if (!change.set().isEmpty()) {
            ecr.tagResource(request -> request.resourceArn(arn).tags(EcrTags.of(change.set())));
        }
    }

    @Override
    public void delete(OperationContext context, ResourceState state) {
        boolean isForced = state.inputs().bool(FORCE).orElse(false);
        try {
            aws.ecr(state.outputs())
                    .deleteRepository(
                            request -> request.repositoryName(state.id()).force(isForced));
        } catch (RepositoryNotFoundException e) {
            context.progress().line("was deleted already");
        }
    }

    private static ImageScanningConfiguration scanning(Properties given) {
        return ImageScanningConfiguration.builder()
                .scanOnPush(given.bool(SCAN_ON_PUSH).orElse(false))
                .build();
    }

    private static List<ImageTagMutabilityExclusionFilter> exclusions(Properties inputs) {
        return inputs.objects(EXCLUSIONS).stream()
                .map(given -> ImageTagMutabilityExclusionFilter.builder()
                        .filter(given.text("filter").orElseThrow())
                        .filterType(given.text("filterType").orElseThrow())
                        .build())
                .toList();
    }
}
