package davit.cli;

import davit.cli.endpoint.Endpoint;
import davit.cli.endpoint.EndpointOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code davit env}: prints the variables that point AWS's tools at the server. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = "Prints the variables that point AWS's tools at the server: eval \"$(davit env)\"")
final class EnvCommand implements Callable<Integer> {
    @Mixin
    private EndpointOptions options = new EndpointOptions();

    @Override
    public Integer call() throws IOException {
        Endpoint endpoint = options.find();
        System.out.println("export AWS_ENDPOINT_URL=" + endpoint.url());
        System.out.println("export AWS_ACCESS_KEY_ID=" + endpoint.accessKeyId());
        System.out.println("export AWS_SECRET_ACCESS_KEY=" + endpoint.secretAccessKey());
        System.out.println("export AWS_REGION=" + endpoint.region());
        System.out.println("export AWS_DEFAULT_REGION=" + endpoint.region());
        return 0;
    }
}
