package davit.functions.work;

import davit.aws.operation.RequestContext;
import davit.base.http.HttpBody;
import davit.base.http.HttpHandler;
import davit.base.http.HttpHeaders;
import davit.base.http.HttpRequest;
import davit.base.http.HttpResponse;
import davit.base.time.Time;
import davit.functions.model.ZipCode;
import davit.functions.store.CodeArchives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives out archives to whoever has an address that {@link #address} made: for ten minutes, as at Lambda, or until the
 * server ends.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class CodeDownloads implements HttpHandler {
    /** What the paths of the addresses begin with. */
    public static final String PATH = "/_davit/code/";

    private static final Duration VALIDITY = Duration.ofMinutes(10);
    private static final int KEY_BYTES = 32;
    private static final String HASH = "HmacSHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern ADDRESS = Pattern.compile(PATH + "[0-9]{12}/[a-zA-Z0-9_-]+-([0-9a-f]{64})"
            + "\\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=([0-9TZ]{16})&X-Amz-Expires=600"
            + "&X-Amz-Signature=([0-9a-f]{64})");

    private final CodeArchives archives;
    private final Time time;
    private final SecretKeySpec key;

    /** Gives out {@code archives}; addresses are signed by a key of {@code random}. */
    public CodeDownloads(CodeArchives archives, Time time, RandomGenerator random) {
        this.archives = archives;
        this.time = time;
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, HASH);
    }

    /** An address of an archive at the server as the client of the present request reached it. */
    public String address(String name, ZipCode code) {
        RequestContext context = RequestContext.current();
        String signed = PATH + context.account() + "/" + name + "-" + code.sha256()
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=" + DATE.format(time.now()) + "&X-Amz-Expires="
                + VALIDITY.toSeconds();
        return context.endpoint() + signed + "&X-Amz-Signature="
                + HexFormat.of().formatHex(signature(signed));
    }

    @Override
    public HttpResponse answer(HttpRequest request) throws IOException {
        String asked = request.rawPath() + "?" + request.rawQuery();
        Matcher address = ADDRESS.matcher(asked);
        if (!address.matches() || !isSigned(asked, address.group(3)) || hasExpired(address.group(2))) {
            return HttpResponse.json(
                    403, "{\"message\":\"The address is wrong or has expired.\"}".getBytes(StandardCharsets.UTF_8));
        }
        String sha256 = address.group(1);
        long size = archives.size(sha256);
        if (size == 0) {
            return HttpResponse.empty(404);
        }
        HttpBody body = HttpBody.of(archives.open(sha256), size);
        return new HttpResponse(200, HttpHeaders.NONE, body).withHeader("content-type", "application/zip");
    }

    private boolean isSigned(String asked, String signature) {
        String signed = asked.substring(0, asked.lastIndexOf('&'));
        return MessageDigest.isEqual(signature(signed), HexFormat.of().parseHex(signature));
    }

    private boolean hasExpired(String date) {
        try {
            return time.now().isAfter(DATE.parse(date, Instant::from).plus(VALIDITY));
        } catch (DateTimeParseException _) {
            return true;
        }
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(key);
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + HASH, e);
        }
    }
}
