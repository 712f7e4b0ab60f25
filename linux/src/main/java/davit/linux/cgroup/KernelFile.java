package davit.linux.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Reads and writes the small files by which the kernel is told and asked. */
final class KernelFile {
    private KernelFile() {}

    /** Writes {@code value} in one call, as the kernel wants it. */
    static void write(Path file, Object value) throws IOException {
        try {
            Files.write(file, value.toString().getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // A failed write(2) names no file.
            throw new IOException("write " + value + " to " + file + ": " + e.getMessage(), e);
        }
    }

    static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    static List<Long> numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Long::valueOf).toList();
    }

    /** The number after {@code key} in a file of lines {@code key number}; 0 if there is no such line. */
    static long number(Path file, String key) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(key + " ")) {
                return Long.parseLong(line.substring(key.length() + 1));
            }
        }
        return 0;
    }

    /** The directories of the groups below one; none if it is gone. */
    static List<Path> subgroups(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    /** Removes a group's directory; does nothing if it is gone. */
    static void removeGroup(Path directory) throws IOException {
        try {
            Files.delete(directory);
        } catch (NoSuchFileException _) {
            return;
        }
    }
}
