package davit.functions.model;

import davit.base.json.Json;
import java.io.ByteArrayInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/** Checks that an event is JSON, and says in Lambda's words why it is not. */
public final class EventJson {
    private static final Pattern STRANGE_BYTE = Pattern.compile("Invalid UTF-8 start byte 0x([0-9a-f]{2})");
    private static final int HEXADECIMAL = 16;
    private static final int FIRST_PRINTABLE = 0xa0;

    private EventJson() {}

    /**
     * Checks a payload.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidRequestContentException} if it is not JSON
     */
    public static void check(Payload payload) {
        try (JsonParser parser = Json.mapper().createParser(new ByteArrayInputStream(payload.bytes()))) {
            read(parser);
        } catch (JacksonException e) {
            throw invalid(String.valueOf(e.getOriginalMessage()));
        }
    }

    private static void read(JsonParser parser) {
        try {
            while (parser.nextToken() != null) {
                // Only that it can be read matters.
            }
        } catch (StreamReadException e) {
            boolean isWithinText = parser.currentToken() == JsonToken.VALUE_STRING;
            Matcher strange = STRANGE_BYTE.matcher(e.getOriginalMessage());
            throw !isWithinText && strange.matches()
                    ? noValue(Integer.parseInt(strange.group(1), HEXADECIMAL), e.getLocation())
                    : invalid(e.getOriginalMessage() + at(e.getLocation(), 0));
        }
    }

    /** Lambda's parser says more of a byte that begins no value than ours. */
    private static RuntimeException noValue(int code, TokenStreamLocation after) {
        String shown = code < FIRST_PRINTABLE
                ? "(CTRL-CHAR, code " + code + ")"
                : "'" + (char) code + "' (code " + code + " / 0x" + Integer.toHexString(code) + ")";
        return invalid("Unexpected character (" + shown
                + "): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
                + at(after, 1));
    }

    private static String at(TokenStreamLocation location, int columnsBefore) {
        return "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: "
                + location.getLineNr() + ", column: " + (location.getColumnNr() - columnsBefore) + "]";
    }

    private static RuntimeException invalid(String problem) {
        return LambdaError.INVALID_REQUEST_CONTENT.because(
                "Could not parse request body into json: Could not parse payload into json: " + problem);
    }
}
