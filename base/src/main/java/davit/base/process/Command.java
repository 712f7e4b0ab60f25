package davit.base.process;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

/**
 * A program with its arguments, run without a shell. Immutable: each {@code with} gives a new command.
 *
 * @param words the program and its arguments
 * @param environment variables set in addition to this process's own
 * @param directory where it runs; empty means this process's own
 * @param lines told each line of standard error while the program runs
 */
public record Command(
        List<String> words, Map<String, String> environment, Optional<Path> directory, Consumer<String> lines) {
    private static final int LAST_LINES = 40;

    /** Keeps copies. */
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A command with the environment and directory of this process. */
    public static Command of(String... words) {
        return of(List.of(words));
    }

    /** A command with the environment and directory of this process. */
    public static Command of(List<String> words) {
        return new Command(words, Map.of(), Optional.empty(), _ -> {});
    }

    /** Whether a program of this name is on the {@code PATH}. */
    public static boolean exists(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        return List.of(path.split(":", -1)).stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** With more arguments at the end. */
    public Command with(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Command(all, environment, directory, lines);
    }

    /** With a variable set. */
    public Command withVariable(String name, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(name, value);
        return new Command(words, all, directory, lines);
    }

    /** Run in {@code folder}. */
    public Command in(Path folder) {
        return new Command(words, environment, Optional.of(folder), lines);
    }

    /** With each line of standard error told to {@code listener} as it comes, on a thread of its own. */
    public Command tellingLines(Consumer<String> listener) {
        return new Command(words, environment, directory, listener);
    }

    /**
     * Runs the program to its end and returns what it wrote to standard output, as UTF-8.
     *
     * <p>If the calling thread is interrupted, the program is killed.
     *
     * @throws CommandFailedException if it cannot be started or its exit status is not 0
     */
    public String run() throws IOException, InterruptedException {
        Process process = start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Deque<String> lastLines = new ConcurrentLinkedDeque<>();
        try {
            process.getOutputStream().close();
            // Reading a pipe cannot be interrupted, waiting for a process can.
            Thread outputReader = PipeReader.start(() -> readAll(process.getInputStream(), output, lastLines));
            Thread errorReader = PipeReader.start(() -> readLines(process.getErrorStream(), lastLines));
            int status = process.waitFor();
            outputReader.join();
            errorReader.join();
            if (status != 0) {
                String words = String.join("\n", lastLines);
                throw new CommandFailedException(name() + " ended with status " + status + ": " + words, status, words);
            }
            return output.toString(StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws CommandFailedException {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        directory.ifPresent(folder -> builder.directory(folder.toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandFailedException(name() + " could not be started: " + e.getMessage(), 127, "");
        }
    }

    private static void readAll(InputStream from, ByteArrayOutputStream to, Deque<String> lastLines) {
        try {
            from.transferTo(to);
        } catch (IOException e) {
            lastLines.addLast("(its output broke off: " + e.getMessage() + ")");
        }
    }

    private void readLines(InputStream from, Deque<String> lastLines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
                lastLines.addLast(line);
                if (lastLines.size() > LAST_LINES) {
                    lastLines.removeFirst();
                }
            }
        } catch (IOException e) {
            lastLines.addLast("(its output broke off: " + e.getMessage() + ")");
        }
    }

    private String name() {
        return words.getFirst();
    }
}
