package davit.aws.sigv4;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.failure.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;

/** A body whose hash was signed; its end is only reached if it is the one that was signed. */
final class HashedStream extends FilterInputStream {
    private final MessageDigest digest = Hashes.sha256();
    private final String expected;
    private final ErrorVocabulary vocabulary;
    private boolean isChecked;

    HashedStream(InputStream in, String expected, ErrorVocabulary vocabulary) {
        super(in);
        this.expected = expected.toLowerCase(Locale.ROOT);
        this.vocabulary = vocabulary;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
        } else if (count < 0 && !isChecked) {
            isChecked = true;
            if (!Hashes.hex(digest.digest()).equals(expected)) {
                throw vocabulary.because(Failure.WRONG_DIGEST);
            }
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return Math.max(0, read(new byte[Math.clamp(count, 0, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
