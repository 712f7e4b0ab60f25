package davit.cli;

import davit.cli.deployment.StackOptions;
import davit.deploy.project.StackConfiguration;
import davit.deploy.project.StackConfiguration.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code davit config}: the configuration of a stack. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Shows and changes the configuration of a stack (Pulumi.STACK.yaml).",
        subcommands = {ConfigCommand.Set.class, ConfigCommand.Get.class, ConfigCommand.Remove.class})
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() throws IOException {
        for (Map.Entry<String, Value> entry : options.configuration().values().entrySet()) {
            Value value = entry.getValue();
            System.out.println(entry.getKey() + ": " + (value.isSecret() ? "[secret]" : value.text()));
        }
        return 0;
    }

    /** {@code davit config set}: sets a value. */
    @Command(name = "set", mixinStandardHelpOptions = true, description = "Sets a value.")
    static final class Set implements Callable<Integer> {
        @Mixin
        private StackOptions options = new StackOptions();

        @Parameters(index = "0", paramLabel = "KEY", description = "as size, or with a namespace as aws:region")
        private String key = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "VALUE",
                description = "the value (default: standard input)")
        private Optional<String> value = Optional.empty();

        @Option(names = "--secret", description = "encrypts the value")
        private boolean isSecret;

        @Override
        public Integer call() throws IOException {
            String text = value.isPresent()
                    ? value.get()
                    : new String(System.in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
            options.configuration().set(key, new Value(text, isSecret));
            return 0;
        }
    }

    /** {@code davit config get}: prints a value. */
    @Command(name = "get", mixinStandardHelpOptions = true, description = "Prints a value, secret or not.")
    static final class Get implements Callable<Integer> {
        @Mixin
        private StackOptions options = new StackOptions();

        @Parameters(index = "0", paramLabel = "KEY", description = "as size, or with a namespace as aws:region")
        private String key = "";

        @Override
        public Integer call() throws IOException {
            StackConfiguration configuration = options.configuration();
            Value value = configuration
                    .value(key)
                    .orElseThrow(() -> new IOException("the stack's configuration has no '" + key + "'"));
            System.out.println(value.text());
            return 0;
        }
    }

    /** {@code davit config rm}: removes a value. */
    @Command(name = "rm", mixinStandardHelpOptions = true, description = "Removes a value.")
    static final class Remove implements Callable<Integer> {
        @Mixin
        private StackOptions options = new StackOptions();

        @Parameters(index = "0", paramLabel = "KEY", description = "as size, or with a namespace as aws:region")
        private String key = "";

        @Override
        public Integer call() throws IOException {
            if (!options.configuration().remove(key)) {
                throw new IOException("the stack's configuration has no '" + key + "'");
            }
            return 0;
        }
    }
}
