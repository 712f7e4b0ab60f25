package davit.aws;

import davit.aws.failure.Failure;
import davit.aws.operation.ServiceTrait;
import davit.aws.sigv4.SignatureClaim;
import davit.aws.sigv4.SignatureClaim.Place;
import davit.aws.sigv4.SignedContent;
import davit.aws.wire.WireRequest.Body;
import davit.base.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A request whose body has a known hash, or is known to have none.
 *
 * @param request the request
 * @param hash what the signature says about the body
 */
record Payload(HttpRequest request, String hash) {
    /** What AWS takes for the largest request of any service but for streams: that of Lambda's CreateFunction. */
    static final int MOST_BYTES = 70_167_211;

    static Payload of(Arrival arrival, HostedService service) throws IOException {
        HttpRequest request = arrival.request();
        Optional<String> header = request.headers().first(SignedContent.HASH_HEADER);
        if (header.isPresent()) {
            return new Payload(request, header.get());
        }
        boolean isPresigned =
                arrival.claim() instanceof SignatureClaim.Signed signed && signed.place() instanceof Place.Query;
        boolean isUnsigned = arrival.claim() instanceof SignatureClaim.None;
        if (isUnsigned || (isPresigned && service.has(ServiceTrait.PATH_SIGNED_AS_SENT))) {
            return new Payload(request, SignedContent.UNSIGNED);
        }
        byte[] bytes = read(request.body(), service);
        return new Payload(request.with(request.headers(), new ByteArrayInputStream(bytes)), SignedContent.hash(bytes));
    }

    /** Reads a body to its end, so that all of it is checked. */
    static Body read(SignedContent content, HostedService service) throws IOException {
        return new Body(read(content.stream(), service));
    }

    private static byte[] read(InputStream stream, HostedService service) throws IOException {
        byte[] bytes = stream.readNBytes(MOST_BYTES);
        if (bytes.length == MOST_BYTES && stream.read() >= 0) {
            throw service.vocabulary()
                    .because(Failure.TOO_LARGE, "Request must be smaller than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }
}
