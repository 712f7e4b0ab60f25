package davit.images.registry;

import davit.base.http.HttpHeaders;
import davit.base.http.HttpResponse;
import davit.base.json.Json;
import java.io.Serial;
import java.util.List;

/** The client's mistake, answered in the form of the distribution specification. */
final class RegistryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final RegistryError error;
    private final transient HttpHeaders headers;

    RegistryException(RegistryError error, String message) {
        this(error, message, HttpHeaders.NONE);
    }

    RegistryException(RegistryError error, String message, HttpHeaders headers) {
        super(message, null, false, false);
        this.error = error;
        this.headers = headers;
    }

    HttpResponse response() {
        HttpResponse response = HttpResponse.json(
                error.status(), Json.bytes(new Answer(List.of(new Problem(error, String.valueOf(getMessage()))))));
        HttpHeaders.Builder all = headers.toBuilder();
        response.headers().byName().forEach((name, values) -> all.set(name, values.getFirst()));
        return new HttpResponse(response.status(), all.build(), response.body());
    }

    private record Answer(List<Problem> errors) {}

    private record Problem(RegistryError code, String message) {}
}
