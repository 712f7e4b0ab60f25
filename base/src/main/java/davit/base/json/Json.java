package davit.base.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one configuration of Jackson: records by their component names, absent members left out, unknown members
 * passed over, times in ISO-8601.
 *
 * <p>Thread safety: every method may be called from any thread.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private Json() {}

    /** The shared mapper, for what the methods here do not offer. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Writes {@code value} as compact UTF-8. */
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Writes {@code value} on one line. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads a record or class of Davit's own.
     *
     * @throws JacksonException if the text is no JSON or does not have the type's form
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /**
     * Reads any JSON as a tree.
     *
     * @throws JacksonException if the text is no JSON
     */
    public static JsonNode tree(byte[] json) {
        return MAPPER.readTree(json);
    }

    /**
     * Reads any JSON as a tree.
     *
     * @throws JacksonException if the text is no JSON
     */
    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }
}
