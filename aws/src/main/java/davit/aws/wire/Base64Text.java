package davit.aws.wire;

import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;

/** Bytes as Base64, where nothing else than Base64 counts: no line breaks, no bits that stand for nothing. */
public final class Base64Text {
    private static final int GROUP = 4;

    private Base64Text() {}

    /**
     * Reads bytes.
     *
     * @throws MalformedRequestException if the text is not exactly what the bytes would be written as
     */
    public static SdkBytes decode(String text) {
        try {
            String last = text.substring(Math.max(0, text.length() - GROUP));
            String again =
                    Base64.getEncoder().encodeToString(Base64.getDecoder().decode(last));
            if (text.length() % GROUP != 0 || !again.equals(last)) {
                throw new MalformedRequestException("Invalid Base64");
            }
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            throw new MalformedRequestException("Invalid Base64");
        }
    }

    /** Writes bytes. */
    public static String encode(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
}
