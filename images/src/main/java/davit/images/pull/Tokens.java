package davit.images.pull;

import com.fasterxml.jackson.annotation.JsonProperty;
import davit.base.json.Json;
import davit.base.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The tokens that public registries give to everybody who asks, as the distribution specification's bearer scheme wants. */
final class Tokens {
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;
    private static final int MAX_TOKENS = 1_000;
    private static final long SHORTEST_VALIDITY_SECONDS = 60;

    private record Token(String value, Instant until) {}

    private record Answer(
            @Nullable String token,
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("expires_in") @Nullable Long expiresIn) {}

    private final InternetClient client;
    private final Time time;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    Tokens(InternetClient client, Time time) {
        this.client = client;
        this.time = time;
    }

    /** A token that is still valid; null if there is none. */
    @Nullable
    String find(String host, String scope) {
        Token token = tokens.get(host + " " + scope);
        return token == null || !time.now().isBefore(token.until) ? null : token.value;
    }

    /** Asks for a token where the challenge says; null if it says nothing that is understood. */
    @Nullable
    String fetch(String host, String scope, String challenge) throws IOException, InterruptedException {
        Map<String, String> parameters = parameters(challenge);
        String realm = parameters.get("realm");
        if (realm == null || !challenge.startsWith("Bearer ")) {
            return null;
        }
        String address = realm + (realm.contains("?") ? "&" : "?") + "scope=" + encode(scope);
        if (parameters.containsKey("service")) {
            address += "&service=" + encode(parameters.getOrDefault("service", ""));
        }
        HttpResponse<InputStream> response = client.get(address(address), TIMEOUT);
        try (InputStream body = response.body()) {
            return response.statusCode() == 200
                    ? keep(host + " " + scope, read(body.readNBytes(MAX_ANSWER_BYTES), address))
                    : null;
        }
    }

    private static URI address(String text) throws IOException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("a registry wants a token from what is no address: " + text, e);
        }
    }

    private static Map<String, String> parameters(String challenge) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2));
        }
        return parameters;
    }

    private static Answer read(byte[] body, String address) throws IOException {
        try {
            return Json.read(body, Answer.class);
        } catch (JacksonException e) {
            throw new IOException("the token from " + address + " cannot be read", e);
        }
    }

    private @Nullable String keep(String key, Answer answer) {
        String value = answer.token == null ? answer.accessToken : answer.token;
        if (value != null) {
            long seconds = answer.expiresIn == null ? SHORTEST_VALIDITY_SECONDS : answer.expiresIn;
            if (tokens.size() >= MAX_TOKENS) {
                tokens.clear();
            }
            tokens.put(key, new Token(value, time.now().plusSeconds(seconds / 2)));
        }
        return value;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
