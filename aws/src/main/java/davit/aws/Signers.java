package davit.aws;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.operation.Caller;
import davit.aws.operation.ServiceException;
import davit.aws.port.CredentialSource;
import davit.aws.shape.QueryString;
import davit.aws.sigv4.SignatureClaim;
import davit.aws.sigv4.SignatureReader;
import davit.aws.sigv4.SignatureVerifier;
import davit.aws.sigv4.SignedContent;
import davit.base.http.HttpRequest;
import davit.base.time.Time;
import java.util.Optional;

/**
 * Tells who signed a request that is not one for an operation, as one to the address of a function.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Signers {
    private final SignatureVerifier signatures;

    /** Knows signatures made with these credentials. */
    public Signers(CredentialSource credentials, Time time) {
        this.signatures = new SignatureVerifier(credentials, time);
    }

    /** Who signed, and with which key. */
    public record Signer(Caller caller, String accessKeyId) {}

    /** Who signed a request for a service; empty if nobody did, or not rightly. */
    public Optional<Signer> find(HttpRequest request, byte[] body, String service) {
        SignatureClaim claim = SignatureReader.read(request, QueryString.parse(request.rawQuery()));
        if (!(claim instanceof SignatureClaim.Signed signed)
                || !signed.scope().service().equals(service)) {
            return Optional.empty();
        }
        String hash = SignedContent.hash(body);
        String said = request.headers().first(SignedContent.HASH_HEADER).orElse(hash);
        if (!said.equals(hash) && !said.equals(SignedContent.UNSIGNED)) {
            return Optional.empty();
        }
        try {
            Caller caller = signatures
                    .verify(request, signed, said, false, ErrorVocabulary.REST_JSON)
                    .caller();
            return Optional.of(new Signer(caller, signed.accessKeyId()));
        } catch (ServiceException _) {
            return Optional.empty();
        }
    }
}
