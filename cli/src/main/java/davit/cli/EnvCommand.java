package davit.cli;

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
        options.find().environment().forEach((name, value) -> System.out.println("export " + name + "=" + value));
        return 0;
    }
}
