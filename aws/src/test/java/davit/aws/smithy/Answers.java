package davit.aws.smithy;

import davit.base.http.HttpResponse;
import davit.base.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Compares an answer with what a test expects. */
final class Answers {
    private Answers() {}

    /** What differs; empty for nothing. */
    static String differences(HttpResponse answer, HttpResponseTestCase test, boolean comparesBody) {
        List<String> differences = new ArrayList<>();
        differences.add(differences(answer, test.getCode(), test.getHeaders()));
        for (String name : test.getForbidHeaders()) {
            if (answer.headers().first(name).isPresent()) {
                differences.add("has the header " + name);
            }
        }
        for (String name : test.getRequireHeaders()) {
            if (answer.headers().first(name).isEmpty()) {
                differences.add("lacks the header " + name);
            }
        }
        if (comparesBody && test.getBody().isPresent()) {
            differences.add(bodies(
                    body(answer), test.getBody().get(), test.getBodyMediaType().orElse("")));
        }
        return String.join(
                "; ", differences.stream().filter(text -> !text.isEmpty()).toList());
    }

    /** What differs in status and headers; empty for nothing. */
    static String differences(HttpResponse answer, int status, Map<String, String> headers) {
        List<String> differences = new ArrayList<>();
        if (answer.status() != status) {
            differences.add("status " + answer.status() + " instead of " + status);
        }
        headers.forEach((name, value) -> {
            String actual = name.equalsIgnoreCase("content-length")
                    ? Long.toString(answer.body().length()) // written by the server
                    : String.join(", ", answer.headers().all(name));
            if (!actual.equals(value)) {
                differences.add(
                        "header " + name.toLowerCase(Locale.ROOT) + " is '" + actual + "' instead of '" + value + "'");
            }
        });
        return String.join("; ", differences);
    }

    private static String body(HttpResponse answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            answer.body().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String bodies(String actual, String expected, String mediaType) {
        boolean isSame = switch (mediaType) {
            case "application/json" -> isSameJson(actual, expected);
            case "application/xml" -> XmlForms.canonical(actual).equals(XmlForms.canonical(expected));
            default -> actual.equals(expected) || (actual + "\n").equals(expected);
        };
        return isSame ? "" : "body " + actual.strip() + " instead of " + expected.strip();
    }

    private static boolean isSameJson(String actual, String expected) {
        if (actual.isBlank() || expected.isBlank()) {
            return actual.isBlank() && expected.isBlank();
        }
        try {
            return isSame(Json.tree(actual), Json.tree(expected));
        } catch (JacksonException _) {
            return false;
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isObject() && other.isObject()) {
            return one.size() == other.size()
                    && one.properties().stream()
                            .allMatch(entry ->
                                    other.has(entry.getKey()) && isSame(entry.getValue(), other.get(entry.getKey())));
        }
        if (one.isArray() && other.isArray()) {
            boolean isSame = one.size() == other.size();
            for (int i = 0; isSame && i < one.size(); i++) {
                isSame = isSame(one.get(i), other.get(i));
            }
            return isSame;
        }
        return one.equals(other);
    }
}
