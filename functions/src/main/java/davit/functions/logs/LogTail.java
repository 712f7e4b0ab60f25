package davit.functions.logs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;

/** The last 4 KB of a log. Thread safety: every method may be called from any thread. */
public final class LogTail {
    private static final int MAX_BYTES = 4096;

    @GuardedBy("this")
    private final Deque<byte[]> lines = new ArrayDeque<>();

    @GuardedBy("this")
    private int size;

    /** Adds a line. */
    public synchronized void add(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        lines.addLast(bytes);
        size += bytes.length;
        while (!lines.isEmpty() && size - lines.getFirst().length >= MAX_BYTES) {
            size -= lines.removeFirst().length;
        }
    }

    /** What was kept, in Base64. */
    public synchronized String base64() {
        byte[] all = new byte[size];
        int position = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, all, position, line.length);
            position += line.length;
        }
        int from = Math.max(0, all.length - MAX_BYTES);
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(all, from, all.length));
    }
}
