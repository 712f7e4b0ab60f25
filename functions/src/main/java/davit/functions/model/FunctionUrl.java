package davit.functions.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address at which a function answers HTTP.
 *
 * @param id the first label of the address's host
 * @param authType who may call: {@code AWS_IAM} or {@code NONE}
 * @param invokeMode whether answers are gathered: {@code BUFFERED} or {@code RESPONSE_STREAM}
 * @param cors what browsers are told of other origins; absent if the function does that itself
 * @param created when it was made
 * @param modified when it was last changed
 */
public record FunctionUrl(
        String id,
        String authType,
        String invokeMode,
        @Nullable Cors cors,
        Instant created,
        Instant modified) {
    /** Only who signs, and may, can call. */
    public static final String AWS_IAM = "AWS_IAM";

    /** Everybody may call whom the function's policy lets. */
    public static final String NONE = "NONE";

    /** Answers come whole. */
    public static final String BUFFERED = "BUFFERED";

    /** Answers come as the function makes them. */
    public static final String RESPONSE_STREAM = "RESPONSE_STREAM";

    /** Whether answers come as the function makes them. */
    public boolean isStreamed() {
        return invokeMode.equals(RESPONSE_STREAM);
    }

    /**
     * What browsers are told of other origins; each member as it was set, absent if it was not.
     *
     * @param allowCredentials whether cookies may come along
     * @param allowHeaders the headers that may be sent
     * @param allowMethods the methods that may be used
     * @param allowOrigins the origins
     * @param exposeHeaders the headers of answers that scripts may read
     * @param maxAge for how many seconds this may be remembered
     */
    public record Cors(
            @Nullable Boolean allowCredentials,
            @Nullable List<String> allowHeaders,
            @Nullable List<String> allowMethods,
            @Nullable List<String> allowOrigins,
            @Nullable List<String> exposeHeaders,
            @Nullable Integer maxAge) {
        private static final String ANY = "*";

        /** What an origin is told is allowed: itself or everybody; empty if it is not. */
        public Optional<String> allowed(String origin) {
            if (allowOrigins == null) {
                return Optional.empty();
            }
            boolean isNamed = allowOrigins.stream().anyMatch(each -> each.equalsIgnoreCase(origin));
            boolean isForAll = allowOrigins.contains(ANY) && !Boolean.TRUE.equals(allowCredentials);
            return isNamed || allowOrigins.contains(ANY) ? Optional.of(isForAll ? ANY : origin) : Optional.empty();
        }

        /** Whether a method may be used. */
        public boolean allowsMethod(String method) {
            return allowMethods != null
                    && (allowMethods.contains(ANY) || allowMethods.contains(method.toUpperCase(Locale.ROOT)));
        }
    }
}
