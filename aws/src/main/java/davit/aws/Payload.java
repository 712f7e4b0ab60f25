package davit.aws;

import davit.aws.failure.Failure;
import davit.aws.operation.RequestLimit;
import davit.aws.operation.ServiceTrait;
import davit.aws.sigv4.SignatureClaim;
import davit.aws.sigv4.SignatureClaim.Place;
import davit.aws.sigv4.SignedContent;
import davit.aws.wire.WireRequest.Body;
import davit.base.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has a known hash, or is known to have none.
 *
 * @param request the request
 * @param hash what the signature says about the body
 * @param whole the body, if it had to be read to know its hash
 */
record Payload(HttpRequest request, String hash, @Nullable Body whole) {
    /**
     * The request, with its body read where the hash is not said but by the body itself.
     *
     * @param limit how much of it may be read
     */
    static Payload of(Arrival arrival, HostedService service, RequestLimit limit) throws IOException {
        HttpRequest request = arrival.request();
        Optional<String> header = request.headers().first(SignedContent.HASH_HEADER);
        if (header.isPresent()) {
            return new Payload(request, header.get(), null);
        }
        boolean isPresigned =
                arrival.claim() instanceof SignatureClaim.Signed signed && signed.place() instanceof Place.Query;
        boolean isUnsigned = arrival.signed().isEmpty();
        if (isUnsigned || (isPresigned && service.has(ServiceTrait.PATH_SIGNED_AS_SENT))) {
            return new Payload(request, SignedContent.UNSIGNED, null);
        }
        byte[] bytes = read(request, request.body(), request.contentLength(), service, limit);
        return new Payload(
                request.with(request.headers(), new ByteArrayInputStream(bytes)),
                SignedContent.hash(bytes),
                new Body(bytes));
    }

    /** The body, read to its end, so that all of it is checked. */
    Body read(SignedContent content, HostedService service, RequestLimit limit) throws IOException {
        return whole != null ? whole : new Body(read(request, content.stream(), content.length(), service, limit));
    }

    /** Room was taken for the content length, and so is memory at once for no more than that. */
    private static byte[] read(
            HttpRequest request, InputStream stream, OptionalLong announced, HostedService service, RequestLimit limit)
            throws IOException {
        if (announced.orElse(0) > limit.bytes()) {
            throw tooLarge(service, limit);
        }
        boolean hasRoom = announced.isPresent()
                && announced.getAsLong() <= request.contentLength().orElse(0);
        byte[] bytes = hasRoom ? exactly(stream, (int) announced.getAsLong()) : stream.readNBytes(limit.bytes());
        // Reading on to the end checks the body too.
        if (stream.read() >= 0) {
            throw tooLarge(service, limit);
        }
        return bytes;
    }

    /** In one piece from the beginning, where {@link InputStream#readNBytes(int)} puts many together. */
    private static byte[] exactly(InputStream stream, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = stream.readNBytes(bytes, 0, length);
        return read == length ? bytes : Arrays.copyOf(bytes, read);
    }

    private static RuntimeException tooLarge(HostedService service, RequestLimit limit) {
        String message =
                "Request must be smaller than " + limit.bytes() + " bytes for the " + limit.operation() + " operation";
        return service.vocabulary().explains()
                ? service.vocabulary().because(Failure.TOO_LARGE)
                : service.vocabulary().because(Failure.TOO_LARGE, message);
    }
}
