package davit.functions.api;

import static davit.functions.api.ImageSettings.isNonEmpty;

import davit.aws.arn.Arn;
import davit.aws.operation.Access;
import davit.aws.operation.Operation;
import davit.aws.operation.RequestLimit;
import davit.functions.model.Architecture;
import davit.functions.model.Constraints;
import davit.functions.model.Function;
import davit.functions.model.FunctionCode;
import davit.functions.model.FunctionId;
import davit.functions.model.FunctionNetwork;
import davit.functions.model.FunctionReference;
import davit.functions.model.FunctionSettings;
import davit.functions.model.FunctionStatus;
import davit.functions.model.FunctionVersion;
import davit.functions.model.LambdaError;
import davit.functions.model.LogSettings;
import davit.functions.model.ManagedRuntime;
import davit.functions.model.Publication;
import davit.functions.model.QualifiedVersion;
import davit.functions.model.SettingsRules;
import davit.functions.store.Publications.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;

/** Creates a function from a container image or a ZIP archive. */
final class CreateFunction implements Operation.Plain<CreateFunctionRequest, CreateFunctionResponse> {
    private static final int CREATED = 201;
    private static final int MAX_REQUEST_BYTES = 70_167_211;
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final int DEFAULT_MEMORY_MB = 128;
    private static final int DEFAULT_SCRATCH_MB = 512;

    private final ControlPlane lambda;

    CreateFunction(ControlPlane lambda) {
        this.lambda = lambda;
    }

    @Override
    public List<Access> access(CreateFunctionRequest input) {
        checkConstraints(input);
        Arn function = reference(input).id().arn();
        List<Access> needed = new ArrayList<>();
        needed.add(Access.to("lambda:CreateFunction", function));
        needed.add(passRole(input.role()));
        if (!input.tags().isEmpty()) {
            needed.add(Access.to("lambda:TagResource", function));
        }
        needed.addAll(Packages.access(input.layers()));
        return needed;
    }

    static Access passRole(String role) {
        return Access.to("iam:PassRole", Arn.parse(role)).where("iam:PassedToService", "lambda.amazonaws.com");
    }

    private static FunctionReference reference(CreateFunctionRequest input) {
        return FunctionReference.parse(input.functionName(), null);
    }

    @Override
    public RequestLimit requestLimit() {
        return withCode("CreateFunction");
    }

    /** How large requests may be that carry an archive. */
    static RequestLimit withCode(String operation) {
        return new RequestLimit(MAX_REQUEST_BYTES, operation);
    }

    @Override
    public int successStatus() {
        return CREATED;
    }

    @Override
    public CreateFunctionResponse call(CreateFunctionRequest input) {
        checkConstraints(input);
        FunctionId id = reference(input).id();
        checkSupported(input);
        FunctionSettings settings = settings(input, id);
        FunctionCode code = code(input, settings);
        FunctionVersion version = new FunctionVersion(
                lambda.clock().ids().number(),
                code,
                settings,
                lambda.clock().time().now());
        Function function = new Function(
                id,
                lambda.clock().ids().uuid(),
                version,
                null,
                FunctionStatus.creating(),
                input.tags(),
                null,
                lambda.versions().lastOfDeleted(id).map(Publication::ofDeleted).orElse(null));
        Published created = lambda.policies().atomically(() -> insert(function, Boolean.TRUE.equals(input.publish())));
        lambda.preparation().begin(created.function());
        return Configurations.fill(CreateFunctionResponse.builder(), Configurations.of(created.version(), id.arn()))
                .build();
    }

    private FunctionCode code(CreateFunctionRequest input, FunctionSettings settings) {
        ManagedRuntime runtime = settings.runtime();
        return runtime == null
                ? ImageSettings.resolve(lambda.images(), input.code().imageUri(), settings.architecture())
                : lambda.packages().code(input, runtime, settings.architecture());
    }

    private Published insert(Function function, boolean publish) {
        if (!lambda.functions().insert(function)) {
            throw LambdaError.RESOURCE_CONFLICT.because(
                    "Function already exist: " + function.id().name());
        }
        if (!publish) {
            return new Published(function, QualifiedVersion.latestOf(function));
        }
        Published created = lambda.stores().publications().publish(function, null);
        Function ignored = lambda.functions()
                .update(function.id(), _ -> created.function())
                .orElseThrow();
        return created;
    }

    private static void checkConstraints(CreateFunctionRequest input) {
        Constraints constraints = new Constraints()
                .required("functionName", input.functionName())
                .required("role", input.role())
                .required("code", input.code())
                .oneOf("packageType", input.packageTypeAsString(), List.of("Zip", "Image"))
                .eachOneOf("architectures", input.architecturesAsStrings(), Architecture.WORDS)
                .size("architectures", input.hasArchitectures() ? input.architecturesAsStrings() : null, 1, 1);
        SettingsRules.constrain(constraints, given(input));
        constraints.each("layers", input.layers(), Constraints.Items.LAYERS);
        Networks.constrain(constraints, input.vpcConfig());
        constraints.check();
    }

    private static SettingsRules.Given given(CreateFunctionRequest input) {
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

    private static void checkSupported(CreateFunctionRequest input) {
        Features.refuse(Features.of(input));
        if (!isImage(input)) {
            Packages.check(input);
            return;
        }
        ImageSettings.refuse("CodeSigningConfigArn", isNonEmpty(input.codeSigningConfigArn()));
        if (!isNonEmpty(input.code().imageUri())) {
            throw LambdaError.INVALID_PARAMETER_VALUE.because(
                    "Please provide ImageUri when creating a function with packageType Image.");
        }
        ImageSettings.refuse("Runtime", input.runtimeAsString() != null);
        ImageSettings.refuse("Handler", isNonEmpty(input.handler()));
        ImageSettings.refuse("Layers", isNonEmpty(input.layers()));
    }

    private static boolean isImage(CreateFunctionRequest input) {
        return "Image".equals(input.packageTypeAsString());
    }

    private FunctionSettings settings(CreateFunctionRequest input, FunctionId id) {
        Map<String, String> variables = or(ImageSettings.variables(input.environment()), Map.of());
        SettingsRules.checkEnvironment(variables);
        SettingsRules.checkTags(input.tags());
        SettingsRules.Given given = given(input);
        FunctionNetwork network = Networks.find(lambda.account().networks(), input.vpcConfig());
        return new FunctionSettings(
                ImageSettings.assumable(lambda, input.role(), id, network),
                or(given.description(), ""),
                or(given.timeoutSeconds(), DEFAULT_TIMEOUT_SECONDS),
                or(given.memoryMb(), DEFAULT_MEMORY_MB),
                or(given.scratchMb(), DEFAULT_SCRATCH_MB),
                variables,
                ImageSettings.overrides(input.imageConfig()),
                input.hasArchitectures()
                        ? Architecture.of(input.architecturesAsStrings().getFirst())
                        : Architecture.X86_64,
                or(given.tracing(), "PassThrough"),
                LogSettings.DEFAULT.with(given.logs()),
                network,
                isImage(input) ? null : lambda.packages().runtime(input));
    }

    static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
