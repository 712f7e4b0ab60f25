package davit.deploy.aws;

import davit.deploy.aws.client.Aws;
import davit.deploy.aws.ecr.AuthorizationTokenFunction;
import davit.deploy.aws.ecr.LifecyclePolicyResource;
import davit.deploy.aws.ecr.RepositoryPolicyResource;
import davit.deploy.aws.ecr.RepositoryResource;
import davit.deploy.aws.iam.PolicyDocumentFunction;
import davit.deploy.aws.iam.PolicyResource;
import davit.deploy.aws.iam.RolePolicyAttachmentResource;
import davit.deploy.aws.iam.RolePolicyResource;
import davit.deploy.aws.iam.RoleResource;
import davit.deploy.aws.lambda.AliasResource;
import davit.deploy.aws.lambda.EventInvokeConfigResource;
import davit.deploy.aws.lambda.FunctionResource;
import davit.deploy.aws.lambda.FunctionUrlResource;
import davit.deploy.aws.lambda.PermissionResource;
import davit.deploy.aws.logs.LogGroupResource;
import davit.deploy.aws.resource.AwsResource;
import davit.deploy.aws.resource.GuardedResource;
import davit.deploy.aws.s3.BucketNotificationResource;
import davit.deploy.aws.s3.BucketObjectResource;
import davit.deploy.aws.s3.BucketPolicyResource;
import davit.deploy.aws.s3.BucketResource;
import davit.deploy.aws.s3.BucketVersioningResource;
import davit.deploy.aws.s3.ObjectContent;
import davit.deploy.aws.s3.PublicAccessBlockResource;
import davit.deploy.provider.ConfiguredProvider;
import davit.deploy.provider.ProviderFunction;
import davit.deploy.provider.ResourceType;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The types and functions of AWS, for one configuration. */
final class AwsProvider implements ConfiguredProvider {
    private final Aws aws;
    private final Map<String, ResourceType> resources = new LinkedHashMap<>();
    private final Map<String, ProviderFunction> functions = new LinkedHashMap<>();

    AwsProvider(Aws aws, Path programFolder) {
        this.aws = aws;
        types(aws, programFolder).forEach(type -> resources.put(type.schema().token(), new GuardedResource(type, aws)));
        functions.put(PolicyDocumentFunction.TOKEN, new PolicyDocumentFunction());
        functions.put(AuthorizationTokenFunction.TOKEN, new AuthorizationTokenFunction(aws));
        functions.putAll(new AccountFunctions(aws).byToken());
    }

    /** Every type, in the order of the tokens. */
    static List<AwsResource> types(Aws aws, Path programFolder) {
        ObjectContent content = new ObjectContent(programFolder);
        List<AwsResource> types = List.of(
                new LogGroupResource(aws),
                new LifecyclePolicyResource(aws),
                new RepositoryResource(aws),
                new RepositoryPolicyResource(aws),
                new PolicyResource(aws),
                new RoleResource(aws),
                new RolePolicyResource(aws),
                new RolePolicyAttachmentResource(aws),
                new AliasResource(aws),
                new FunctionResource(aws),
                new EventInvokeConfigResource(aws),
                new FunctionUrlResource(aws),
                new PermissionResource(aws),
                new BucketResource(aws, BucketResource.TOKEN),
                new BucketResource(aws, BucketResource.OLD_TOKEN),
                new BucketNotificationResource(aws),
                new BucketObjectResource(aws, content, BucketObjectResource.TOKEN),
                new BucketObjectResource(aws, content, BucketObjectResource.SECOND_TOKEN),
                new BucketPolicyResource(aws),
                new PublicAccessBlockResource(aws),
                new BucketVersioningResource(aws));
        return types.stream()
                .sorted(Comparator.comparing(type -> type.schema().token()))
                .toList();
    }

    /** The tokens of every function, in order. */
    List<String> functionTokens() {
        return functions.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<ResourceType> resource(String token) {
        return Optional.ofNullable(resources.get(token));
    }

    @Override
    public Optional<ProviderFunction> function(String token) {
        return Optional.ofNullable(functions.get(token));
    }

    @Override
    public List<String> tokens() {
        return Stream.concat(resources.keySet().stream(), functions.keySet().stream())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        aws.close();
    }
}
