package davit.cli;

import davit.cli.deployment.OutputText;
import davit.cli.deployment.StackOptions;
import davit.deploy.state.StackFile;
import davit.deploy.state.ValueCodec.SecretForm;
import davit.deploy.value.Properties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code davit stack}: looks into the state of a stack. */
@Command(
        name = "stack",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks into the state of a stack, and moves it.",
        subcommands = {StackCommand.Output.class, StackCommand.Export.class, StackCommand.Import.class})
final class StackCommand {
    /** {@code davit stack output}: prints what the program exports. */
    @Command(name = "output", mixinStandardHelpOptions = true, description = "Prints what the program exports.")
    static final class Output implements Callable<Integer> {
        @Mixin
        private StackOptions options = new StackOptions();

        @Parameters(
                arity = "0..2",
                paramLabel = "[DIR] [NAME]",
                description = "the program's folder, and the output (default: all)")
        private List<String> words = List.of();

        @Option(names = "--json", description = "prints JSON")
        private boolean json;

        @Option(names = "--show-secrets", description = "shows secrets instead of [secret]")
        private boolean showsSecrets;

        @Override
        public Integer call() throws IOException {
            Optional<String> name = name();
            Properties outputs = options.existingState().read().outputs();
            if (name.isEmpty()) {
                printAll(outputs);
                return 0;
            }
            if (!outputs.has(name.get())) {
                throw new IOException("the stack " + options.name() + " has no output '" + name.get() + "'");
            }
            // Whoever asks for one output by its name wants to use it: a mask would be of no use.
            System.out.println(
                    json
                            ? OutputText.json(outputs, true).get(name.get()).toPrettyString()
                            : OutputText.plain(outputs.value(name.get()), true));
            return 0;
        }

        private Optional<String> name() throws IOException {
            List<String> left = new ArrayList<>(words);
            if (!left.isEmpty() && (StackOptions.isProgram(left.getFirst()) || left.size() == 2)) {
                options.useFolder(Path.of(left.removeFirst()));
            }
            return left.isEmpty() ? Optional.empty() : Optional.of(left.getFirst());
        }

        private void printAll(Properties outputs) throws IOException {
            if (json) {
                System.out.println(OutputText.json(outputs, showsSecrets).toPrettyString());
                return;
            }
            for (String each : outputs.names()) {
                System.out.println(each + ": " + OutputText.plain(outputs.value(each), showsSecrets));
            }
        }
    }

    /** {@code davit stack export}: prints the state. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Prints the state in Pulumi's deployment format version 3.")
    static final class Export implements Callable<Integer> {
        @Mixin
        private StackOptions options = new StackOptions();

        @Parameters(arity = "0..1", paramLabel = "DIR", description = "the program's folder (default: this one)")
        private Optional<Path> folder = Optional.empty();

        @Option(names = "--show-secrets", description = "writes secrets in the clear")
        private boolean showsSecrets;

        @Option(names = "--file", description = "writes to a file instead of standard output")
        private Optional<Path> file = Optional.empty();

        @Override
        public Integer call() throws IOException {
            folder.ifPresent(options::useFolder);
            String text = options.existingState().export(showsSecrets ? SecretForm.CLEAR : SecretForm.ENCRYPTED);
            if (file.isPresent()) {
                Files.writeString(file.get(), text + "\n");
            } else {
                System.out.println(text);
            }
            return 0;
        }
    }

    /** {@code davit stack import}: replaces the state. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Replaces the state by what 'stack export' printed, here or by Pulumi.")
    static final class Import implements Callable<Integer> {
        @Mixin
        private StackOptions options = new StackOptions();

        @Parameters(arity = "0..1", paramLabel = "DIR", description = "the program's folder (default: this one)")
        private Optional<Path> folder = Optional.empty();

        @Option(names = "--file", description = "reads from a file instead of standard input")
        private Optional<Path> file = Optional.empty();

        @Override
        public Integer call() throws IOException {
            folder.ifPresent(options::useFolder);
            String text = file.isPresent()
                    ? Files.readString(file.get())
                    : new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            StackFile state = options.state();
            try (StackFile.Lock _ = state.lock()) {
                state.importFrom(text, options.name());
            }
            return 0;
        }
    }
}
