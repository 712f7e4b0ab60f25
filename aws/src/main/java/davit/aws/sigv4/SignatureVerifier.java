package davit.aws.sigv4;

import davit.aws.failure.ErrorVocabulary;
import davit.aws.failure.Failure;
import davit.aws.operation.Caller;
import davit.aws.port.CredentialSource;
import davit.aws.port.CredentialSource.Credentials;
import davit.aws.shape.QueryString;
import davit.aws.sigv4.SignatureClaim.Place;
import davit.aws.sigv4.SignatureClaim.Signed;
import davit.aws.sigv4.SigningKeys.SigningKey;
import davit.base.http.HttpRequest;
import davit.base.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checks signatures.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class SignatureVerifier {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Services do what these say. */
    private static final String OBEYED_HEADERS = "x-amz-";

    /** Goes into the signature itself, so that S3 does not want it among the signed headers. */
    private static final String BODY_HASH = "x-amz-content-sha256";

    private final CredentialSource credentials;
    private final Time time;
    private final SigningKeys keys = new SigningKeys();

    /** A verifier of signatures made with these credentials. */
    public SignatureVerifier(CredentialSource credentials, Time time) {
        this.credentials = credentials;
        this.time = time;
    }

    /**
     * A signature that was found right.
     *
     * @param caller who signed
     * @param seal what the parts of a body that is signed in parts are checked with
     */
    public record Verified(Caller caller, Seal seal) {}

    /**
     * Checks a request's signature over everything but the body.
     *
     * @param payloadHash what the signature says about the body: its hash, or how it is signed
     * @param isPathSignedAsSent whether the service wants the path encoded only once
     * @throws davit.aws.operation.ServiceException if the signature is not right, in the words of {@code vocabulary}
     */
    public Verified verify(
            HttpRequest request,
            Signed claim,
            String payloadHash,
            boolean isPathSignedAsSent,
            ErrorVocabulary vocabulary) {
        Instant signedAt = parse(claim, vocabulary);
        Credentials found = credentials
                .find(claim.accessKeyId(), request.origin().fromLoopback())
                .orElseThrow(
                        () -> vocabulary.because(Failure.UNKNOWN_KEY, Map.of("AWSAccessKeyId", claim.accessKeyId())));
        checkTime(claim, signedAt, vocabulary);
        SigningKey key = keys.derive(found.secretAccessKey(), claim.scope());
        String canonical = CanonicalRequest.of(request, claim.signedHeaders(), payloadHash, isPathSignedAsSent);
        String toSign = SignatureReader.ALGORITHM + "\n" + claim.date() + "\n" + claim.scope() + "\n"
                + Hashes.sha256(canonical);
        if (!claim.signedHeaders().contains("host") || !Hashes.isSame(key.sign(toSign), claim.signature())) {
            throw mismatch(claim, toSign, canonical, vocabulary);
        }
        checkHeaders(request, claim, vocabulary);
        checkToken(claim.sessionToken(), found, vocabulary);
        return new Verified(found.caller(), new Seal(key, claim.date(), claim.scope(), claim.signature()));
    }

    /**
     * Checks a URL that was presigned by version 2.
     *
     * @param bucketOfHost the bucket that the host names; empty if the path does
     * @return who signed
     * @throws davit.aws.operation.ServiceException if the signature is not right, in the words of {@code vocabulary}
     */
    public Caller verify(
            HttpRequest request,
            QueryString query,
            SignatureClaim.Version2 claim,
            String bucketOfHost,
            ErrorVocabulary vocabulary) {
        Credentials found = credentials
                .find(claim.accessKeyId(), request.origin().fromLoopback())
                .orElseThrow(
                        () -> vocabulary.because(Failure.UNKNOWN_KEY, Map.of("AWSAccessKeyId", claim.accessKeyId())));
        Instant end = Instant.ofEpochSecond(claim.expires());
        if (time.now().isAfter(end)) {
            throw vocabulary.because(
                    Failure.REQUEST_EXPIRED,
                    Map.of("Expires", end.toString(), "ServerTime", time.now().toString()));
        }
        String toSign = Version2.toSign(request, query, bucketOfHost, claim.expires());
        if (!Hashes.isSame(Version2.sign(found.secretAccessKey(), toSign), claim.signature())) {
            throw vocabulary.because(
                    Failure.WRONG_SIGNATURE,
                    Map.of(
                            "AWSAccessKeyId",
                            claim.accessKeyId(),
                            "StringToSign",
                            toSign,
                            "SignatureProvided",
                            claim.signature()));
        }
        checkToken(claim.sessionToken(), found, vocabulary);
        return found.caller();
    }

    /** Whoever is given a presigned URL could else add {@code x-amz-copy-source}, and read what the signer may read. */
    private static void checkHeaders(HttpRequest request, Signed claim, ErrorVocabulary vocabulary) {
        String unsigned = request.headers().byName().keySet().stream()
                .filter(name -> name.startsWith(OBEYED_HEADERS) && !name.equals(BODY_HASH))
                .filter(name -> !claim.signedHeaders().contains(name))
                .collect(Collectors.joining(", "));
        if (!unsigned.isEmpty()) {
            throw vocabulary.because(Failure.HEADERS_NOT_SIGNED, Map.of("HeadersNotSigned", unsigned));
        }
    }

    private static Instant parse(Signed claim, ErrorVocabulary vocabulary) {
        try {
            Instant signedAt = Instant.from(DATE.parse(claim.date()));
            if (!claim.date().startsWith(claim.scope().date())) {
                throw vocabulary.because(
                        Failure.WRONG_SCOPE,
                        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                                + claim.scope().date() + "' != '" + claim.date() + "', from '" + claim.date() + "'.");
            }
            return signedAt;
        } catch (DateTimeParseException _) {
            throw vocabulary.because(
                    Failure.INCOMPLETE_SIGNATURE,
                    "Date must be in ISO-8601 'basic format'. Got '" + claim.date()
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    private void checkTime(Signed claim, Instant signedAt, ErrorVocabulary vocabulary) {
        Instant now = time.now();
        switch (claim.place()) {
            case Place.Header _ -> checkSkew(claim, signedAt, now, vocabulary);
            case Place.Query(Duration validity) -> {
                Instant end = signedAt.plus(validity);
                if (now.isAfter(end)) {
                    throw vocabulary.because(
                            Failure.REQUEST_EXPIRED, Map.of("Expires", end.toString(), "ServerTime", now.toString()));
                }
                if (signedAt.isAfter(now.plus(vocabulary.allowedSkew()))) {
                    checkSkew(claim, signedAt, now, vocabulary);
                }
            }
        }
    }

    private static void checkSkew(Signed claim, Instant signedAt, Instant now, ErrorVocabulary vocabulary) {
        Duration skew = vocabulary.allowedSkew();
        if (Duration.between(signedAt, now).abs().compareTo(skew) <= 0) {
            return;
        }
        String serverTime = DATE.format(now);
        String limit = "(" + serverTime + (signedAt.isBefore(now) ? " - " : " + ") + skew.toMinutes() + " min.)";
        String message = signedAt.isBefore(now)
                ? "Signature expired: " + claim.date() + " is now earlier than " + DATE.format(now.minus(skew)) + " "
                        + limit
                : "Signature not yet current: " + claim.date() + " is still later than " + DATE.format(now.plus(skew))
                        + " " + limit;
        Map<String, String> explanation = Map.of(
                "RequestTime", claim.date(),
                "ServerTime", now.toString(),
                "MaxAllowedSkewMilliseconds", Long.toString(skew.toMillis()));
        throw vocabulary.explains()
                ? vocabulary.because(Failure.TIME_SKEWED, explanation)
                : vocabulary.because(Failure.TIME_SKEWED, message);
    }

    private static RuntimeException mismatch(
            Signed claim, String toSign, String canonical, ErrorVocabulary vocabulary) {
        return vocabulary.because(
                Failure.WRONG_SIGNATURE,
                Map.of(
                        "AWSAccessKeyId",
                        claim.accessKeyId(),
                        "StringToSign",
                        toSign,
                        "SignatureProvided",
                        claim.signature(),
                        "CanonicalRequest",
                        canonical));
    }

    private void checkToken(String sessionToken, Credentials found, ErrorVocabulary vocabulary) {
        String expected = found.sessionToken().orElse("");
        if (!expected.isEmpty() && !Hashes.isSame(expected, sessionToken)) {
            throw vocabulary.because(Failure.WRONG_TOKEN);
        }
        if (found.expiration().filter(end -> !time.now().isBefore(end)).isPresent()) {
            throw vocabulary.because(Failure.EXPIRED_TOKEN);
        }
    }
}
