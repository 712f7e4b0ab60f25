package davit.functions.engine;

import davit.aws.port.CredentialSource.Credentials;
import davit.functions.logs.FunctionLog;
import davit.functions.model.FunctionSettings;
import davit.functions.model.ImageOverrides;
import davit.functions.model.ManagedRuntime;
import davit.functions.model.ZipCode;
import davit.functions.port.FunctionImages.PreparedImage;
import davit.sandbox.SandboxProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together the process of a runtime: what the image says, what the function sets, what Lambda reserves. */
final class RuntimeCommand {
    private static final Map<String, String> DEFAULTS = Map.of(
            "PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin",
            "LD_LIBRARY_PATH", "/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
            "LAMBDA_TASK_ROOT", "/var/task",
            "LAMBDA_RUNTIME_DIR", "/var/runtime",
            "TZ", ":UTC");

    private RuntimeCommand() {}

    /**
     * The process; empty if neither image nor function names a program.
     *
     * @param endpoint where the function finds the platform, {@code http://127.0.0.1:4566}
     */
    static Optional<SandboxProcess> of(
            Served served, PreparedImage image, Credentials credentials, FunctionLog log, String endpoint) {
        FunctionSettings settings = served.version().settings();
        ImageOverrides overrides = settings.image() == null ? ImageOverrides.NONE : settings.image();
        ManagedRuntime runtime = settings.runtime();
        List<String> command =
                runtime == null ? either(overrides.command(), image.command()) : List.of(runtime.handler());
        List<String> arguments = runtime == null
                ? both(either(overrides.entryPoint(), image.entryPoint()), command)
                : managed(runtime, served.version().code().zip(), image);
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> environment = new HashMap<>(DEFAULTS);
        environment.put("AWS_ENDPOINT_URL", endpoint);
        environment.putAll(image.environment());
        environment.putAll(settings.environment());
        environment.putAll(reserved(served, credentials, log));
        if (runtime != null) {
            environment.putAll(managed(runtime));
        }
        environment.put("_HANDLER", command.isEmpty() ? "" : command.getFirst());
        return Optional.of(new SandboxProcess(
                arguments, environment, directory(overrides.workingDirectory(), image.workingDirectory())));
    }

    private static List<String> both(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** The program of a managed runtime, or the one that code or layers bring. */
    private static List<String> managed(ManagedRuntime runtime, @Nullable ZipCode zip, PreparedImage image) {
        if (!runtime.isOsOnly()) {
            return both(image.entryPoint(), List.of(runtime.handler()));
        }
        if (zip != null && zip.hasBootstrap()) {
            return List.of("/var/task/bootstrap");
        }
        boolean isInLayer =
                runtime.layers().stream().anyMatch(layer -> layer.code().hasBootstrap());
        return isInLayer ? List.of("/opt/bootstrap") : List.of();
    }

    private static Map<String, String> managed(ManagedRuntime runtime) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LAMBDA_TASK_ROOT", "/var/task");
        environment.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        if (!runtime.isOsOnly()) {
            environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + runtime.name());
        }
        return environment;
    }

    private static List<String> either(List<String> first, List<String> otherwise) {
        return first.isEmpty() ? otherwise : first;
    }

    private static String directory(@Nullable String first, @Nullable String otherwise) {
        if (first != null && !first.isEmpty()) {
            return first;
        }
        return otherwise == null || otherwise.isEmpty() ? "/" : otherwise;
    }

    private static Map<String, String> reserved(Served served, Credentials credentials, FunctionLog log) {
        Map<String, String> reserved = new HashMap<>();
        reserved.put("AWS_REGION", served.function().region());
        reserved.put("AWS_DEFAULT_REGION", served.function().region());
        reserved.put("AWS_LAMBDA_FUNCTION_NAME", served.function().name());
        reserved.put(
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(served.version().settings().memoryMb()));
        reserved.put("AWS_LAMBDA_FUNCTION_VERSION", served.number());
        reserved.put("AWS_LAMBDA_INITIALIZATION_TYPE", served.initializationType());
        reserved.put("AWS_LAMBDA_LOG_GROUP_NAME", log.group());
        reserved.put("AWS_LAMBDA_LOG_STREAM_NAME", log.stream());
        reserved.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + RuntimeLauncher.RUNTIME_API_PORT);
        reserved.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        reserved.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        if (served.version().settings().logs().isJson()) {
            reserved.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
            reserved.put(
                    "AWS_LAMBDA_LOG_LEVEL",
                    String.valueOf(served.version().settings().logs().applicationLevel()));
        }
        credentials.sessionToken().ifPresent(token -> reserved.put("AWS_SESSION_TOKEN", token));
        return reserved;
    }
}
