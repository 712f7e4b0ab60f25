package davit.cli;

import davit.base.json.Json;
import davit.cli.endpoint.EndpointOptions;
import davit.cli.endpoint.ServerPage;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code davit status}: what runs. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows what runs.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Option(names = "--json", description = "prints the server's own answer")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI url = options.find().url();
        JsonNode status = Json.tree(ServerPage.STATUS.bytes(url));
        if (json) {
            System.out.println(status);
            return 0;
        }
        System.out.println("endpoint: " + url);
        status.properties().forEach(entry -> System.out.println(entry.getKey() + ": " + shown(entry.getValue())));
        return 0;
    }

    private static String shown(JsonNode value) {
        return value.isValueNode() ? value.asString() : value.toString();
    }
}
