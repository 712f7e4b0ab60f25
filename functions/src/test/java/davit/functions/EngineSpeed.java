package davit.functions;

import davit.base.time.SystemTime;
import davit.functions.port.FunctionImages.PreparedImage;
import davit.linux.mount.Mount;
import davit.sandbox.LinuxSandboxes;
import davit.sandbox.SandboxSettings;
import davit.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/**
 * Measures cold starts and warm invocations of a Python function in real sandboxes, without HTTP before the engine, and
 * prints the medians. Needs what the kernel tests need.
 */
final class EngineSpeed {
    private static final int COLD = 30;
    private static final int WARM = 5_000;
    /** With less memory a loop of invocations measures how its share of a processor is counted. */
    private static final int ONE_CPU_MB = 1769;

    private static final double NANOS_PER_MILLI = 1e6;

    private EngineSpeed() {}

    /** With an empty folder for everything that is needed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Path root = folder.resolve("root");
        PythonRoot.make(root);
        SystemTime time = new SystemTime();
        try (Sandboxes sandboxes = new LinuxSandboxes(folder.resolve("run"), time, SandboxSettings.defaults());
                LambdaFixture lambda = new LambdaFixture(folder, time, sandboxes, _ -> {})) {
            lambda.images.prepared(new PreparedImage(
                    new Mount.Overlay(List.of(root)),
                    Map.of("PATH", "/usr/bin"),
                    List.of("/usr/bin/python3", "-m", "awslambdaric"),
                    List.of("probe.handler"),
                    "/var/task"));
            lambda.service.start();
            measureCold(lambda);
            measureWarm(lambda);
        }
    }

    private static void measureCold(LambdaFixture lambda) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < COLD; i++) {
            String name = "cold" + i;
            lambda.create(name);
            millis.add(measure(lambda, name));
            lambda.client().deleteFunction(delete -> delete.functionName(name));
        }
        print("cold", millis);
    }

    private static void measureWarm(LambdaFixture lambda) {
        lambda.create(CreateFunctionRequest.builder()
                .functionName("warm")
                .memorySize(ONE_CPU_MB)
                .build());
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WARM; i++) {
            millis.add(measure(lambda, "warm"));
        }
        print("warm", millis);
    }

    private static double measure(LambdaFixture lambda, String function) {
        long start = lambda.time.nanos();
        var response = lambda.invoke(function, "{\"do\":\"count\"}");
        if (response.functionError() != null) {
            throw new IllegalStateException(response.payload().asUtf8String());
        }
        return lambda.time.since(start).toNanos() / NANOS_PER_MILLI;
    }

    private static void print(String what, List<Double> millis) {
        Collections.sort(millis);
        int last = millis.size() - 1;
        System.out.printf(
                "%s: p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, of %d%n",
                what, millis.get(last / 2), millis.get(last * 9 / 10), millis.get(last * 99 / 100), millis.size());
    }
}
