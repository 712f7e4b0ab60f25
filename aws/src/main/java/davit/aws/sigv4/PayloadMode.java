package davit.aws.sigv4;

import java.util.Map;
import java.util.Optional;

/** How a body is signed, as the header {@code x-amz-content-sha256} says. */
enum PayloadMode {
    /** The header is the hash of the body. */
    HASHED,
    /** Nothing says what the body must be. */
    UNSIGNED,
    /** In chunks, each with its signature. */
    SIGNED_CHUNKS,
    /** In chunks, each with its signature, followed by signed trailers. */
    SIGNED_CHUNKS_AND_TRAILERS,
    /** In chunks without signatures, followed by trailers. */
    UNSIGNED_CHUNKS_AND_TRAILERS;

    private static final Map<String, PayloadMode> BY_WORD = Map.of(
            "UNSIGNED-PAYLOAD", UNSIGNED,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", SIGNED_CHUNKS,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", SIGNED_CHUNKS_AND_TRAILERS,
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER", UNSIGNED_CHUNKS_AND_TRAILERS);

    /** The mode that the header names; empty if it names none that is known. */
    static Optional<PayloadMode> of(String header) {
        return header.matches("[0-9a-fA-F]{64}") ? Optional.of(HASHED) : Optional.ofNullable(BY_WORD.get(header));
    }

    boolean isChunked() {
        return this == SIGNED_CHUNKS || this == SIGNED_CHUNKS_AND_TRAILERS || this == UNSIGNED_CHUNKS_AND_TRAILERS;
    }

    boolean hasSignatures() {
        return this == SIGNED_CHUNKS || this == SIGNED_CHUNKS_AND_TRAILERS;
    }

    boolean hasTrailers() {
        return this == SIGNED_CHUNKS_AND_TRAILERS || this == UNSIGNED_CHUNKS_AND_TRAILERS;
    }
}
