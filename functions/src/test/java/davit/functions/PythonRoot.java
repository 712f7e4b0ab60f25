package davit.functions;

import davit.base.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A root file system with the machine's own Python, AWS's Runtime Interface Client for it from PyPI, and a handler: what
 * an image of Lambda holds, without an image.
 */
final class PythonRoot {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path TASK = Path.of("var/task");

    private PythonRoot() {}

    /** Whether this machine has what it takes. */
    static boolean isPossible() {
        return Files.isExecutable(PYTHON);
    }

    /** Makes one in {@code root} with the handler {@code probe.handler} of this package's resources. */
    static void make(Path root) throws IOException, InterruptedException {
        Path python = PYTHON.toRealPath();
        String version = python.getFileName().toString().replace("python", "");
        copy(python, root);
        Files.createSymbolicLink(root.resolve("usr/bin/python3"), python.getFileName());
        Path library = Path.of("/usr/lib/python" + version);
        Path copied = root.resolve(library.toString().substring(1));
        Files.createDirectories(copied.getParent());
        Command.of("cp", "-a", library.toString(), copied.toString()).run();
        Path task = Files.createDirectories(root.resolve(TASK));
        Command.of("cp", "-a", runtimeInterfaceClient(version) + "/.", task.toString())
                .run();
        try (InputStream handler = PythonRoot.class.getResourceAsStream("probe.py")) {
            if (handler == null) {
                throw new IOException("probe.py is missing");
            }
            Files.copy(handler, task.resolve("probe.py"), StandardCopyOption.REPLACE_EXISTING);
        }
        copyLibraries(root);
    }

    /** The client's folder, which is fetched once for all runs. */
    private static Path runtimeInterfaceClient(String version) throws IOException, InterruptedException {
        Path folder = Path.of("target", "awslambdaric-" + version).toAbsolutePath();
        if (!Files.exists(folder)) {
            Path fetched = Path.of("target", "awslambdaric-fetched-" + version).toAbsolutePath();
            Command.of("python3", "-m", "pip", "install", "--quiet", "--upgrade", "--target", fetched.toString())
                    .with("--python-version", version, "--only-binary=:all:", "awslambdaric==4.2.2")
                    .run();
            Files.move(fetched, folder);
        }
        return folder;
    }

    /** Copies the shared libraries that programs and modules in {@code root} are linked with. */
    private static void copyLibraries(Path root) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file ->
                            file.toString().endsWith(".so") || file.toString().contains("/bin/"))
                    .filter(Files::isRegularFile)
                    .forEach(file -> command.add(file.toString()));
        }
        String linked = Command.of("ldd").with(command.toArray(new String[0])).run();
        Set<Path> libraries = new TreeSet<>();
        linked.lines()
                .flatMap(line -> Stream.of(line.strip().split(" ")))
                .filter(word -> word.startsWith("/") && !word.endsWith(":") && !word.startsWith(root.toString()))
                .forEach(word -> libraries.add(Path.of(word)));
        for (Path library : libraries) {
            copy(library, root);
        }
    }

    private static void copy(Path file, Path root) throws IOException {
        Path copy = root.resolve(file.toString().substring(1));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
