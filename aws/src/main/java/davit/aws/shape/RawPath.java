package davit.aws.shape;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A path as it was sent, still percent-encoded. */
public final class RawPath {
    private RawPath() {}

    /** What stands behind each slash; an empty path and {@code /} have none, {@code /a/} ends with an empty one. */
    public static List<String> segments(String rawPath) {
        String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
        List<String> segments = new ArrayList<>();
        if (path.isEmpty()) {
            return segments;
        }
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            segments.add(path.substring(start, slash));
            start = slash + 1;
        }
        segments.add(path.substring(start));
        return segments;
    }

    /** Takes percent-encoding off, as UTF-8; a plus sign stays one, and so does a percent sign that encodes nothing. */
    public static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%' && i + 2 < source.length && isHex(source[i + 1]) && isHex(source[i + 2])) {
                bytes.write(HexFormat.fromHexDigits(encodedByte(source, i)));
                i += 2;
            } else {
                bytes.write(source[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(byte digit) {
        return HexFormat.isHexDigit(digit);
    }

    private static String encodedByte(byte[] source, int percent) {
        return new String(source, percent + 1, 2, StandardCharsets.US_ASCII);
    }
}
