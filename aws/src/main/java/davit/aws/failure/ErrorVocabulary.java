package davit.aws.failure;

import davit.aws.operation.ServiceError;
import davit.aws.operation.ServiceException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a family of services names the failures that all services have.
 *
 * @param words the code, status and text of each failure
 * @param allowedSkew how far a signature's time may be from the server's
 * @param explains whether further members say what the server compared
 */
public record ErrorVocabulary(Map<Failure, Word> words, Duration allowedSkew, boolean explains) {
    private static final String INVALID_TOKEN = "The security token included in the request is invalid.";
    private static final String EXPIRED_TOKEN = "The security token included in the request is expired";
    private static final String NO_MATCH = "The request signature we calculated does not match the signature you"
            + " provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.";
    private static final String NOT_SIGNED = "There were headers present in the request which were not signed";
    private static final String TOO_MANY_REQUESTS = "TooManyRequestsException";
    private static final String MISSING = "The request lacks something that it must have";
    private static final String INTERNAL =
            "The request processing has failed because of an unknown error, exception" + " or failure.";

    /** Services that speak awsJson. */
    public static final ErrorVocabulary AWS_JSON =
            json(400, 400, new Word("ThrottlingException", 400, "Rate exceeded"));

    /** Services that speak awsJson, and spoke awsQuery before. */
    public static final ErrorVocabulary QUERY_COMPATIBLE_JSON = AWS_JSON.deniedAs("AccessDenied", 403);

    /** Services that speak restJson1. */
    public static final ErrorVocabulary REST_JSON = json(403, 404, new Word(TOO_MANY_REQUESTS, 429, "Rate Exceeded."));

    /** Services that speak awsQuery, and those with XML that wrap their errors. */
    public static final ErrorVocabulary QUERY = query();

    /** Services whose errors in XML are not wrapped. */
    public static final ErrorVocabulary BARE_XML = bareXml();

    /**
     * One failure's name.
     *
     * @param code AWS's name of the error
     * @param status the HTTP status
     * @param message the text where the thrower has none of its own
     */
    public record Word(String code, int status, String message) implements ServiceError {}

    /** Every failure has its word. */
    public ErrorVocabulary {
        words = Map.copyOf(words);
        for (Failure failure : Failure.values()) {
            if (!words.containsKey(failure)) {
                throw new IllegalArgumentException("no word for " + failure);
            }
        }
    }

    /** The failure with its usual text, to be thrown. */
    public ServiceException because(Failure failure) {
        return because(failure, word(failure).message());
    }

    /** The failure with a text, to be thrown. */
    public ServiceException because(Failure failure, String message) {
        return because(failure, message, Map.of());
    }

    /** The failure with its usual text, and members that explain it where the family does so, to be thrown. */
    public ServiceException because(Failure failure, Map<String, String> members) {
        return because(failure, word(failure).message(), members);
    }

    /** The failure with a text, and members that explain it where the family does so, to be thrown. */
    public ServiceException because(Failure failure, String message, Map<String, String> members) {
        return new ServiceException(word(failure), message, explains ? members : Map.of());
    }

    /** That the server has no room for the request just now, to be thrown; with a reason where clients look for one. */
    public ServiceException throttled() {
        Word word = word(Failure.THROTTLED);
        Map<String, String> reason =
                word.code().equals(TOO_MANY_REQUESTS) ? Map.of("Reason", "CallerRateLimitExceeded") : Map.of();
        return new ServiceException(word, word.message(), reason);
    }

    private Word word(Failure failure) {
        Word word = words.get(failure);
        if (word == null) {
            throw new IllegalStateException("no word for " + failure);
        }
        return word;
    }

    private ErrorVocabulary deniedAs(String code, int status) {
        Map<Failure, Word> other = new EnumMap<>(words);
        other.put(
                Failure.ACCESS_DENIED,
                new Word(code, status, word(Failure.ACCESS_DENIED).message()));
        return new ErrorVocabulary(other, allowedSkew, explains);
    }

    private static ErrorVocabulary json(int forbidden, int unknown, Word throttled) {
        Map<Failure, Word> words = new EnumMap<>(Failure.class);
        words.put(Failure.ACCESS_DENIED, new Word("AccessDeniedException", forbidden, "Access denied"));
        words.put(Failure.THROTTLED, throttled);
        words.put(Failure.UNKNOWN_OPERATION, new Word("UnknownOperationException", unknown, "Unknown operation"));
        words.put(Failure.NOT_IMPLEMENTED, new Word("UnknownOperationException", unknown, "Not implemented"));
        words.put(Failure.MALFORMED, new Word("SerializationException", 400, "Malformed request"));
        words.put(Failure.MISSING_MEMBERS, new Word("InvalidParameterException", 400, MISSING));
        words.put(Failure.TOO_LARGE, new Word("RequestEntityTooLargeException", 413, "Request too large"));
        words.put(Failure.INCOMPLETE_BODY, new Word("SerializationException", 400, "The body is not complete"));
        words.put(Failure.MALFORMED_TRAILER, new Word("SerializationException", 400, "Malformed trailers"));
        words.put(Failure.INTERNAL, new Word("InternalFailure", 500, INTERNAL));
        words.put(
                Failure.NO_SIGNATURE,
                new Word("MissingAuthenticationTokenException", forbidden, "Missing Authentication Token"));
        words.put(
                Failure.INCOMPLETE_SIGNATURE,
                new Word("IncompleteSignatureException", forbidden, "The signature is not complete"));
        words.put(Failure.WRONG_SCOPE, new Word("InvalidSignatureException", forbidden, "Credential scope"));
        words.put(Failure.UNKNOWN_KEY, new Word("UnrecognizedClientException", forbidden, INVALID_TOKEN));
        words.put(Failure.WRONG_SIGNATURE, new Word("InvalidSignatureException", forbidden, NO_MATCH));
        words.put(Failure.HEADERS_NOT_SIGNED, new Word("InvalidSignatureException", forbidden, NOT_SIGNED));
        words.put(Failure.WRONG_TOKEN, new Word("UnrecognizedClientException", forbidden, INVALID_TOKEN));
        words.put(Failure.EXPIRED_TOKEN, new Word("ExpiredTokenException", forbidden, EXPIRED_TOKEN));
        words.put(Failure.TIME_SKEWED, new Word("InvalidSignatureException", forbidden, "Signature expired"));
        words.put(Failure.REQUEST_EXPIRED, new Word("InvalidSignatureException", forbidden, "Signature expired"));
        words.put(Failure.WRONG_DIGEST, new Word("InvalidSignatureException", forbidden, NO_MATCH));
        return new ErrorVocabulary(words, Duration.ofMinutes(5), false);
    }

    private static ErrorVocabulary query() {
        Map<Failure, Word> words = new EnumMap<>(Failure.class);
        words.put(Failure.ACCESS_DENIED, new Word("AccessDenied", 403, "Access denied"));
        words.put(Failure.THROTTLED, new Word("Throttling", 400, "Rate exceeded"));
        words.put(Failure.UNKNOWN_OPERATION, new Word("InvalidAction", 400, "Could not find operation"));
        words.put(Failure.NOT_IMPLEMENTED, new Word("InvalidAction", 400, "Not implemented"));
        words.put(Failure.MALFORMED, new Word("MalformedInput", 400, "Malformed request"));
        words.put(Failure.MISSING_MEMBERS, new Word("ValidationError", 400, MISSING));
        words.put(Failure.TOO_LARGE, new Word("RequestEntityTooLarge", 413, "Request too large"));
        words.put(Failure.INCOMPLETE_BODY, new Word("MalformedInput", 400, "The body is not complete"));
        words.put(Failure.MALFORMED_TRAILER, new Word("MalformedInput", 400, "Malformed trailers"));
        words.put(Failure.INTERNAL, new Word("InternalFailure", 500, INTERNAL));
        words.put(
                Failure.NO_SIGNATURE,
                new Word("MissingAuthenticationToken", 403, "Request is missing Authentication Token"));
        words.put(Failure.INCOMPLETE_SIGNATURE, new Word("IncompleteSignature", 400, "The signature is not complete"));
        words.put(Failure.WRONG_SCOPE, new Word("SignatureDoesNotMatch", 403, "Credential scope"));
        words.put(Failure.UNKNOWN_KEY, new Word("InvalidClientTokenId", 403, INVALID_TOKEN));
        words.put(Failure.WRONG_SIGNATURE, new Word("SignatureDoesNotMatch", 403, NO_MATCH));
        words.put(Failure.HEADERS_NOT_SIGNED, new Word("SignatureDoesNotMatch", 403, NOT_SIGNED));
        words.put(Failure.WRONG_TOKEN, new Word("InvalidClientTokenId", 403, INVALID_TOKEN));
        words.put(Failure.EXPIRED_TOKEN, new Word("ExpiredToken", 403, EXPIRED_TOKEN));
        words.put(Failure.TIME_SKEWED, new Word("SignatureDoesNotMatch", 403, "Signature expired"));
        words.put(Failure.REQUEST_EXPIRED, new Word("RequestExpired", 400, "Request has expired."));
        words.put(Failure.WRONG_DIGEST, new Word("SignatureDoesNotMatch", 403, NO_MATCH));
        return new ErrorVocabulary(words, Duration.ofMinutes(5), false);
    }

    private static ErrorVocabulary bareXml() {
        Map<Failure, Word> words = new EnumMap<>(Failure.class);
        words.put(Failure.ACCESS_DENIED, new Word("AccessDenied", 403, "Access Denied"));
        words.put(Failure.THROTTLED, new Word("SlowDown", 503, "Please reduce your request rate."));
        words.put(
                Failure.UNKNOWN_OPERATION,
                new Word("MethodNotAllowed", 405, "The specified method is not allowed against this resource."));
        // AWS answers 501, which clients repeat in vain.
        words.put(
                Failure.NOT_IMPLEMENTED,
                new Word("NotImplemented", 400, "A header you provided implies functionality that is not implemented"));
        words.put(
                Failure.MALFORMED,
                new Word(
                        "MalformedXML",
                        400,
                        "The XML you provided was not well-formed or did not validate against our published schema"));
        words.put(Failure.MISSING_MEMBERS, new Word("InvalidRequest", 400, MISSING));
        words.put(Failure.TOO_LARGE, new Word("MaxMessageLengthExceeded", 400, "Your request was too big."));
        words.put(
                Failure.INCOMPLETE_BODY,
                new Word(
                        "IncompleteBody",
                        400,
                        "You did not provide the number of bytes specified by the Content-Length HTTP header"));
        words.put(
                Failure.INTERNAL,
                new Word("InternalError", 500, "We encountered an internal error. Please try again."));
        words.putAll(bareXmlOfSignatures());
        return new ErrorVocabulary(words, Duration.ofMinutes(15), true);
    }

    private static Map<Failure, Word> bareXmlOfSignatures() {
        Map<Failure, Word> words = new EnumMap<>(Failure.class);
        words.put(Failure.NO_SIGNATURE, new Word("AccessDenied", 403, "Access Denied"));
        words.put(
                Failure.INCOMPLETE_SIGNATURE,
                new Word("AuthorizationHeaderMalformed", 400, "The authorization header is malformed"));
        words.put(
                Failure.WRONG_SCOPE,
                new Word("AuthorizationHeaderMalformed", 400, "The authorization header is malformed"));
        words.put(
                Failure.UNKNOWN_KEY,
                new Word(
                        "InvalidAccessKeyId",
                        403,
                        "The AWS Access Key Id you provided does not exist in our records."));
        words.put(
                Failure.WRONG_SIGNATURE,
                new Word(
                        "SignatureDoesNotMatch",
                        403,
                        "The request signature we calculated does not match the signature you provided. Check your key"
                                + " and signing method."));
        words.put(Failure.HEADERS_NOT_SIGNED, new Word("AccessDenied", 403, NOT_SIGNED));
        words.put(
                Failure.WRONG_TOKEN,
                new Word("InvalidToken", 400, "The provided token is malformed or otherwise invalid."));
        words.put(Failure.EXPIRED_TOKEN, new Word("ExpiredToken", 400, "The provided token has expired."));
        words.put(
                Failure.TIME_SKEWED,
                new Word(
                        "RequestTimeTooSkewed",
                        403,
                        "The difference between the request time and the current time is too large."));
        words.put(Failure.REQUEST_EXPIRED, new Word("AccessDenied", 403, "Request has expired"));
        words.put(
                Failure.WRONG_DIGEST,
                new Word(
                        "XAmzContentSHA256Mismatch",
                        400,
                        "The provided 'x-amz-content-sha256' header does not match what was computed."));
        words.put(
                Failure.MALFORMED_TRAILER,
                new Word(
                        "MalformedTrailerError",
                        400,
                        "The request contained trailing data that was not well-formed or did not conform to our"
                                + " published schema."));
        return words;
    }
}
