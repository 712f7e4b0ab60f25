package davit.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Cuts a stream of bytes into lines of bounded length. For one thread. */
final class OutputLines {
    /** The longest line in bytes; a longer one comes in pieces. */
    static final int MAX_LINE = 256 << 10;

    private static final int MAX_CHARACTER = 4;

    private final SandboxOutput output;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    OutputLines(SandboxOutput output) {
        this.output = output;
    }

    /** Takes the first {@code count} bytes, and tells the lines that end in them. */
    void add(byte[] bytes, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                tell();
                start = i + 1;
            } else if (isFull(line.size() + i - start, bytes[i])) {
                line.write(bytes, start, i - start);
                tell();
                start = i;
            }
        }
        line.write(bytes, start, count - start);
    }

    /** Tells a last line that has no end. */
    void end() {
        if (line.size() > 0) {
            tell();
        }
    }

    private void tell() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        output.line(text);
    }

    /** Whether a line of {@code length} must end before {@code next}, which is not cut off its character if it can be. */
    private static boolean isFull(int length, byte next) {
        boolean startsCharacter = (next & 0xC0) != 0x80;
        return length >= MAX_LINE || (startsCharacter && length > MAX_LINE - MAX_CHARACTER);
    }
}
