package davit.functions.api;

import davit.aws.operation.Operation;
import java.util.List;
import java.util.stream.Stream;

/** Every operation of Lambda that is implemented. */
public final class Operations {
    private Operations() {}

    /** The operations over {@code lambda}. */
    public static List<Operation<?, ?>> of(ControlPlane lambda) {
        return Stream.concat(ofFunctions(lambda).stream(), ofLayers(lambda).stream())
                .toList();
    }

    private static List<Operation<?, ?>> ofLayers(ControlPlane lambda) {
        return List.of(
                new PublishLayerVersion(lambda),
                new GetLayerVersion(lambda),
                new GetLayerVersionByArn(lambda),
                new DeleteLayerVersion(lambda),
                new ListLayers(lambda),
                new ListLayerVersions(lambda),
                new GetLayerVersionPolicy(lambda),
                new AddLayerVersionPermission(lambda),
                new RemoveLayerVersionPermission(lambda));
    }

    private static List<Operation<?, ?>> ofFunctions(ControlPlane lambda) {
        return List.of(
                new CreateFunction(lambda),
                new GetFunction(lambda),
                new GetFunctionConfiguration(lambda),
                new UpdateFunctionCode(lambda),
                new UpdateFunctionConfiguration(lambda),
                new DeleteFunction(lambda),
                new ListFunctions(lambda),
                new ListVersionsByFunction(lambda),
                new PublishVersion(lambda),
                new CreateAlias(lambda),
                new GetAlias(lambda),
                new UpdateAlias(lambda),
                new DeleteAlias(lambda),
                new ListAliases(lambda),
                new Invoke(lambda),
                new InvokeWithResponseStream(lambda),
                new CreateFunctionUrlConfig(lambda),
                new GetFunctionUrlConfig(lambda),
                new UpdateFunctionUrlConfig(lambda),
                new DeleteFunctionUrlConfig(lambda),
                new ListFunctionUrlConfigs(lambda),
                new AddPermission(lambda),
                new GetPolicy(lambda),
                new RemovePermission(lambda),
                new TagResource(lambda),
                new UntagResource(lambda),
                new ListTags(lambda),
                new PutProvisionedConcurrencyConfig(lambda),
                new GetProvisionedConcurrencyConfig(lambda),
                new DeleteProvisionedConcurrencyConfig(lambda),
                new ListProvisionedConcurrencyConfigs(lambda),
                new PutFunctionConcurrency(lambda),
                new GetFunctionConcurrency(lambda),
                new DeleteFunctionConcurrency(lambda),
                new PutFunctionEventInvokeConfig(lambda),
                new UpdateFunctionEventInvokeConfig(lambda),
                new GetFunctionEventInvokeConfig(lambda),
                new DeleteFunctionEventInvokeConfig(lambda),
                new ListFunctionEventInvokeConfigs(lambda),
                new CreateCodeSigningConfig(lambda),
                new GetCodeSigningConfig(lambda),
                new UpdateCodeSigningConfig(lambda),
                new DeleteCodeSigningConfig(lambda),
                new ListCodeSigningConfigs(lambda),
                new ListFunctionsByCodeSigningConfig(lambda),
                new PutFunctionCodeSigningConfig(lambda),
                new GetFunctionCodeSigningConfig(lambda),
                new DeleteFunctionCodeSigningConfig(lambda),
                new PutFunctionRecursionConfig(lambda),
                new PutRuntimeManagementConfig(lambda),
                new PutFunctionScalingConfig(lambda),
                new GetFunctionScalingConfig(lambda),
                new GetFunctionRecursionConfig(lambda),
                new GetRuntimeManagementConfig(lambda),
                new GetAccountSettings(lambda));
    }
}
