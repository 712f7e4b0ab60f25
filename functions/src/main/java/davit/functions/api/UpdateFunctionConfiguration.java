package davit.functions.api;

import static davit.functions.api.CreateFunction.or;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionCode;
import davit.functions.model.FunctionNetwork;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionSettings;
import davit.functions.model.ManagedRuntime;
import davit.functions.model.SettingsRules;
import davit.functions.model.ZipCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** Changes the configuration of a function; what a request does not name stays. */
final class UpdateFunctionConfiguration
        implements Operation.Plain<UpdateFunctionConfigurationRequest, UpdateFunctionConfigurationResponse> {
    private final ControlPlane lambda;

    UpdateFunctionConfiguration(ControlPlane lambda) {
        this.lambda = lambda;
    }

    private static FunctionReference reference(UpdateFunctionConfigurationRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public List<Access> access(UpdateFunctionConfigurationRequest input) {
        checkConstraints(input);
        List<Access> needed = new ArrayList<>();
        needed.add(Access.to(
                "lambda:UpdateFunctionConfiguration", reference(input).id().arn()));
        if (input.role() != null) {
            needed.add(CreateFunction.passRole(input.role()));
        }
        needed.addAll(Packages.access(input.layers()));
        return needed;
    }

    @Override
    public UpdateFunctionConfigurationResponse call(UpdateFunctionConfigurationRequest input) {
        checkConstraints(input);
        FunctionReference reference = reference(input);
        Function before = lambda.existing(reference);
        ManagedRuntime runtime =
                lambda.packages().changed(before.current().settings().runtime(), input);
        Features.refuse(Features.of(input));
        ControlPlane.checkChangeable(before, input.revisionId());
        Map<String, String> variables = ImageSettings.variables(input.environment());
        if (variables != null) {
            SettingsRules.checkEnvironment(variables);
        }
        FunctionNetwork network = Networks.find(lambda.account().networks(), input.vpcConfig());
        if (input.role() != null || network != null) {
            FunctionSettings settings = before.current().settings();
            Arn ignored = ImageSettings.assumable(
                    lambda,
                    or(input.role(), settings.role().toString()),
                    reference.id(),
                    network == null ? settings.network() : network);
        }
        Function after =
                lambda.change(reference, input.revisionId(), latest -> changed(latest, input, network, runtime));
        return Configurations.fill(UpdateFunctionConfigurationResponse.builder(), Configurations.of(after))
                .build();
    }

    private Function changed(
            Function latest,
            UpdateFunctionConfigurationRequest input,
            @Nullable FunctionNetwork network,
            @Nullable ManagedRuntime runtime) {
        FunctionSettings settings = merged(latest.current().settings(), input, network, runtime);
        FunctionCode code = latest.current().code();
        ZipCode zip = code.zip();
        return lambda.changed(
                latest,
                zip == null || runtime == null
                        ? code
                        : lambda.packages().compose(zip, runtime, settings.architecture()),
                settings);
    }

    private static void checkConstraints(UpdateFunctionConfigurationRequest input) {
        Constraints constraints = new Constraints();
        SettingsRules.constrain(constraints, given(input));
        constraints.each("layers", input.layers(), Constraints.Items.LAYERS);
        Networks.constrain(constraints, input.vpcConfig());
        constraints.check();
    }

    private static SettingsRules.Given given(UpdateFunctionConfigurationRequest input) {
        return new SettingsRules.Given(
                input.role(),
                input.description(),
                input.timeout(),
                input.memorySize(),
                input.ephemeralStorage() == null
                        ? null
                        : input.ephemeralStorage().size(),
                input.tracingConfig() == null ? null : input.tracingConfig().modeAsString(),
                ImageSettings.variables(input.environment()),
                input.snapStart() == null ? null : input.snapStart().applyOnAsString(),
                ImageSettings.logs(input.loggingConfig()));
    }

    private static FunctionSettings merged(
            FunctionSettings before,
            UpdateFunctionConfigurationRequest input,
            @Nullable FunctionNetwork network,
            @Nullable ManagedRuntime runtime) {
        SettingsRules.Given given = given(input);
        return new FunctionSettings(
                given.role() == null ? before.role() : Arn.parse(given.role()),
                or(given.description(), before.description()),
                or(given.timeoutSeconds(), before.timeoutSeconds()),
                or(given.memoryMb(), before.memoryMb()),
                or(given.scratchMb(), before.scratchMb()),
                or(given.environment(), before.environment()),
                input.imageConfig() == null ? before.image() : ImageSettings.overrides(input.imageConfig()),
                before.architecture(),
                or(given.tracing(), before.tracing()),
                before.logs().with(given.logs()),
                network == null ? before.network() : network,
                runtime);
    }
}
