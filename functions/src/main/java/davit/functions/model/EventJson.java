package davit.functions.model;

import davit.base.json.Json;
import java.io.ByteArrayInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/** Checks that an event is JSON, and says in Lambda's words why it is not. */
public final class EventJson {
    private EventJson() {}

    /**
     * Checks a payload.
     *
     * @throws davit.aws.operation.ServiceException {@code InvalidRequestContentException} if it is not JSON
     */
    public static void check(Payload payload) {
        try (JsonParser parser = Json.mapper().createParser(new ByteArrayInputStream(payload.bytes()))) {
            while (parser.nextToken() != null) {
                // Only that it can be read matters.
            }
        } catch (StreamReadException e) {
            TokenStreamLocation at = e.getLocation();
            throw invalid(e.getOriginalMessage()
                    + "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: "
                    + at.getLineNr() + ", column: " + at.getColumnNr() + "]");
        } catch (JacksonException e) {
            throw invalid(String.valueOf(e.getOriginalMessage()));
        }
    }

    private static RuntimeException invalid(String problem) {
        return LambdaError.INVALID_REQUEST_CONTENT.because(
                "Could not parse request body into json: Could not parse payload into json: " + problem);
    }
}
