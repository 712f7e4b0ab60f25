package davit.cli;

import davit.cli.endpoint.Clients;
import davit.cli.endpoint.EndpointOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** {@code davit invoke}: invokes a function. */
@Command(
        name = "invoke",
        mixinStandardHelpOptions = true,
        description = "Invokes a function and prints what it returns; exit status 1 if it failed.")
final class InvokeCommand implements Callable<Integer> {
    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Parameters(paramLabel = "NAME", description = "the function's name or ARN")
    private String name = "";

    @Option(names = "--payload", paramLabel = "JSON|@FILE", description = "the event (default: {})")
    private String payload = "{}";

    @Option(names = "--event", description = "does not wait for the result")
    private boolean event;

    @Option(names = "--log", description = "prints the last lines of the invocation's log")
    private boolean log;

    @Override
    public Integer call() throws IOException {
        InvokeRequest request = InvokeRequest.builder()
                .functionName(name)
                .payload(SdkBytes.fromByteArray(payloadBytes()))
                .invocationType(event ? InvocationType.EVENT : InvocationType.REQUEST_RESPONSE)
                .logType(log && !event ? LogType.TAIL : LogType.NONE)
                .build();
        try (LambdaClient lambda = Clients.lambda(options.find())) {
            InvokeResponse response = lambda.invoke(request);
            Optional.ofNullable(response.logResult())
                    .map(InvokeCommand::decoded)
                    .ifPresent(System.err::print);
            if (!event) {
                System.out.println(response.payload().asUtf8String());
            }
            return response.functionError() == null ? 0 : 1;
        }
    }

    private byte[] payloadBytes() throws IOException {
        return payload.startsWith("@")
                ? Files.readAllBytes(Path.of(payload.substring(1)))
                : payload.getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(String base64) {
        return LogsCommand.shown(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    }
}
