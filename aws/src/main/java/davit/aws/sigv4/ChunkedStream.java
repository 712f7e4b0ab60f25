package davit.aws.sigv4;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.failure.Failure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A body in the encoding {@code aws-chunked}, put together. The signature of a chunk is checked at the chunk's end, so
 * that no chunk need be kept in memory: what was read counts only once the end of the stream is reached.
 */
final class ChunkedStream extends InputStream {
    /** The size in hexadecimal and a signature take less. */
    private static final int LONGEST_LINE = 8 * 1024;

    /** Trailers carry checksums and a signature. */
    private static final int MOST_TRAILERS = 32;

    private static final Pattern CHUNK_HEAD =
            Pattern.compile("([0-9a-fA-F]{1,15})(?:;chunk-signature=([0-9a-fA-F]{64}))?");
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final InputStream in;
    private final PayloadMode mode;
    private final Optional<Seal> seal;
    private final OptionalLong announcedLength;
    private final List<String> announcedTrailers;
    private final ErrorVocabulary vocabulary;
    private final Map<String, String> trailers = new HashMap<>();
    private final MessageDigest digest = Hashes.sha256();
    private String signature = "";
    private long leftInChunk;
    private long total;
    private boolean isBeforeFirst = true;
    private boolean isAtEnd;

    ChunkedStream(
            InputStream in,
            PayloadMode mode,
            @Nullable Seal seal,
            OptionalLong announcedLength,
            List<String> announcedTrailers,
            ErrorVocabulary vocabulary) {
        this.in = new BufferedInputStream(in);
        this.mode = mode;
        this.seal = Optional.ofNullable(seal);
        this.announcedLength = announcedLength;
        this.announcedTrailers = announcedTrailers;
        this.vocabulary = vocabulary;
    }

    /** Filled when the end is reached. */
    Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (leftInChunk == 0) {
            if (isAtEnd) {
                return -1;
            }
            nextChunk();
        }
        int count = in.read(buffer, offset, (int) Math.min(length, leftInChunk));
        if (count < 0) {
            throw new EOFException("the client broke off within a chunk");
        }
        if (mode.hasSignatures()) {
            digest.update(buffer, offset, count);
        }
        leftInChunk -= count;
        total += count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (!isBeforeFirst) {
            endChunk();
        }
        isBeforeFirst = false;
        Matcher head = CHUNK_HEAD.matcher(line());
        if (!head.matches() || mode.hasSignatures() == (head.group(2) == null)) {
            throw vocabulary.because(Failure.INCOMPLETE_BODY, "The chunk's head is not of the form of aws-chunked.");
        }
        leftInChunk = Long.parseLong(head.group(1), 16);
        signature = mode.hasSignatures() ? head.group(2).toLowerCase(Locale.ROOT) : "";
        if (announcedLength.isPresent() && total + leftInChunk > announcedLength.getAsLong()) {
            throw vocabulary.because(Failure.INCOMPLETE_BODY);
        }
        if (leftInChunk == 0) {
            checkSignature();
            end();
        }
    }

    private void endChunk() throws IOException {
        if (!line().isEmpty()) {
            throw vocabulary.because(Failure.INCOMPLETE_BODY, "A chunk is longer than its head says.");
        }
        checkSignature();
    }

    private void checkSignature() {
        if (mode.hasSignatures() && !seal.orElseThrow().sealsChunk(Hashes.hex(digest.digest()), signature)) {
            throw vocabulary.because(Failure.WRONG_SIGNATURE);
        }
    }

    private void end() throws IOException {
        StringBuilder signed = new StringBuilder();
        Optional<String> trailerSignature = Optional.empty();
        int lines = 0;
        for (String line = lastLine(); !line.isEmpty(); line = lastLine()) {
            int colon = line.indexOf(':');
            if (!mode.hasTrailers() || colon <= 0 || ++lines > MOST_TRAILERS) {
                throw vocabulary.because(Failure.MALFORMED_TRAILER);
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).trim();
            if (name.equals(TRAILER_SIGNATURE)) {
                trailerSignature = Optional.of(value.toLowerCase(Locale.ROOT));
            } else {
                trailers.put(name, value);
                signed.append(name).append(':').append(value).append('\n');
            }
        }
        if (mode == PayloadMode.SIGNED_CHUNKS_AND_TRAILERS) {
            checkTrailers(signed.toString(), trailerSignature.orElse(""));
        }
        if (!trailers.keySet().containsAll(announcedTrailers)) {
            throw vocabulary.because(Failure.MALFORMED_TRAILER);
        }
        if (announcedLength.isPresent() && announcedLength.getAsLong() != total) {
            throw vocabulary.because(Failure.INCOMPLETE_BODY);
        }
        isAtEnd = true;
    }

    private void checkTrailers(String signed, String trailerSignature) {
        if (!seal.orElseThrow().sealsTrailer(Hashes.sha256(signed), trailerSignature)) {
            throw vocabulary.because(Failure.WRONG_SIGNATURE);
        }
    }

    /** A line up to its line feed; the end of the body is an error. */
    private String line() throws IOException {
        return read(false);
    }

    /** A line up to its line feed, or to the end of the body, where some clients leave the last one out. */
    private String lastLine() throws IOException {
        return read(true);
    }

    private String read(boolean mayEnd) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 && !mayEnd) {
                throw new EOFException("the client broke off between chunks");
            }
            if (c < 0) {
                break;
            }
            if (line.length() >= LONGEST_LINE) {
                throw vocabulary.because(Failure.INCOMPLETE_BODY, "The body is not in the encoding aws-chunked.");
            }
            line.append((char) c);
        }
        String text = line.toString();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
