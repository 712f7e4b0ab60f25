package davit.aws.sigv4;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.failure.Failure;
import davit.aws.operation.UploadContent;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body of a request as the client meant it: chunks put together, signatures and digests checked on the way. */
public final class SignedContent implements UploadContent {
    /** The header that says how the body is signed. */
    public static final String HASH_HEADER = "x-amz-content-sha256";

    /** Says that the body is not signed. */
    public static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
    private static final String AWS_CHUNKED = "aws-chunked";

    private final InputStream stream;
    private final OptionalLong length;
    private final List<String> announcedTrailers;
    private final Map<String, String> trailers;

    private SignedContent(
            InputStream stream, OptionalLong length, List<String> announcedTrailers, Map<String, String> trailers) {
        this.stream = stream;
        this.length = length;
        this.announcedTrailers = announcedTrailers;
        this.trailers = trailers;
    }

    /**
     * Opens a body; it is read from the request as it is read from here.
     *
     * @param payloadHash what the signature says about the body
     * @param seal the signature that those of chunks follow from; null for a request that is not signed
     * @throws davit.aws.operation.ServiceException if the headers contradict each other
     */
    public static SignedContent open(
            HttpRequest request, String payloadHash, @Nullable Seal seal, ErrorVocabulary vocabulary) {
        PayloadMode mode = PayloadMode.of(payloadHash)
                .orElseThrow(() -> vocabulary.because(
                        Failure.WRONG_DIGEST, HASH_HEADER + " must be " + UNSIGNED + ", or a valid sha256 value."));
        List<String> announced = announcedTrailers(request.headers());
        if (!mode.isChunked()) {
            InputStream stream = mode == PayloadMode.HASHED
                    ? new HashedStream(request.body(), payloadHash, vocabulary)
                    : request.body();
            return new SignedContent(stream, request.contentLength(), announced, Map.of());
        }
        if (mode.hasSignatures() && seal == null) {
            throw vocabulary.because(Failure.NO_SIGNATURE);
        }
        OptionalLong length = decodedLength(request, vocabulary);
        ChunkedStream chunks = new ChunkedStream(request.body(), mode, seal, length, announced, vocabulary);
        return new SignedContent(chunks, length, announced, chunks.trailers());
    }

    /** Chunks make a body longer: it can never hold more than was announced of it as it is sent. */
    private static OptionalLong decodedLength(HttpRequest request, ErrorVocabulary vocabulary) {
        Optional<String> header = request.headers().first(DECODED_LENGTH);
        if (header.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!header.get().matches("[0-9]{1,18}")) {
            throw vocabulary.because(Failure.INCOMPLETE_BODY, "Invalid " + DECODED_LENGTH + ": " + header.get());
        }
        long length = Long.parseLong(header.get());
        if (length > request.contentLength().orElse(Long.MAX_VALUE)) {
            throw vocabulary.because(Failure.INCOMPLETE_BODY);
        }
        return OptionalLong.of(length);
    }

    private static List<String> announcedTrailers(HttpHeaders headers) {
        return headers.all("x-amz-trailer").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The hash by which a signature names a body. */
    public static String hash(byte[] body) {
        return Hashes.sha256(body);
    }

    /** The headers as they would be without the encoding in chunks. */
    public static HttpHeaders withoutChunks(HttpHeaders headers) {
        Optional<String> decodedLength = headers.first(DECODED_LENGTH);
        List<String> encodings = headers.all("content-encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::trim)
                .toList();
        if (decodedLength.isEmpty() && !encodings.contains(AWS_CHUNKED)) {
            return headers;
        }
        HttpHeaders.Builder plain = headers.toBuilder();
        decodedLength.ifPresent(length -> plain.set("content-length", length));
        Stream<String> others = encodings.stream().filter(encoding -> !encoding.equals(AWS_CHUNKED));
        String rest = String.join(",", others.toList());
        return (rest.isEmpty() ? plain.remove("content-encoding") : plain.set("content-encoding", rest)).build();
    }

    @Override
    public InputStream stream() {
        return stream;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public List<String> announcedTrailers() {
        return announcedTrailers;
    }

    @Override
    public Map<String, String> trailers() {
        return Map.copyOf(trailers);
    }
}
