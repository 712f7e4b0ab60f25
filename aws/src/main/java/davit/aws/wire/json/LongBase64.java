package davit.aws.wire.json;

import davit.base.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON with long strings of Base64 in it, as the code of a function is: they are taken out before it is parsed, as a
 * parser would have each of them in memory several times. For one document and one thread.
 */
final class LongBase64 {
    private static final int LONG = 1024 * 1024;
    private static final int GROUP = 4;
    private static final boolean[] ALPHABET = new boolean[128];

    static {
        for (byte letter : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
                .getBytes(StandardCharsets.US_ASCII)) {
            ALPHABET[letter] = true;
        }
    }

    private final byte[] json;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final Map<String, BinaryNode> taken = new HashMap<>();

    private LongBase64(byte[] json) {
        this.json = json;
    }

    /** The document, with a binary node for each long string of Base64. */
    static JsonNode tree(byte[] json) {
        return json.length < LONG ? Json.tree(json) : new LongBase64(json).tree();
    }

    private JsonNode tree() {
        int kept = 0;
        int at = 0;
        while (at < json.length) {
            if (json[at] != '"') {
                at++;
                continue;
            }
            int end = endOfString(at + 1);
            byte @Nullable [] bytes = end - at > LONG ? decoded(at + 1, end) : null;
            if (bytes != null) {
                String name = UUID.randomUUID().toString();
                taken.put(name, new BinaryNode(bytes));
                rest.write(json, kept, at + 1 - kept);
                rest.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
                kept = end;
            }
            at = end + 1;
        }
        if (taken.isEmpty()) {
            return Json.tree(json);
        }
        rest.write(json, kept, json.length - kept);
        JsonNode tree = Json.tree(rest.toByteArray());
        putBack(tree);
        return tree;
    }

    private int endOfString(int begin) {
        int at = begin;
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, json.length);
    }

    /** Null if it is not exactly what the bytes would be written as. */
    private byte @Nullable [] decoded(int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (json[i] < 0 || !ALPHABET[json[i]]) {
                return null;
            }
        }
        byte[] last = Arrays.copyOfRange(json, end - GROUP, end);
        try {
            boolean isExact = (end - begin) % GROUP == 0
                    && Arrays.equals(
                            last, Base64.getEncoder().encode(Base64.getDecoder().decode(last)));
            return isExact
                    ? Base64.getDecoder()
                            .decode(ByteBuffer.wrap(json, begin, end - begin))
                            .array()
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private void putBack(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode _ = object.set(name, original(object.path(name)));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode _ = array.set(i, original(array.get(i)));
            }
        }
    }

    private JsonNode original(JsonNode value) {
        JsonNode found = value.isString() ? taken.get(value.stringValue()) : null;
        if (found != null) {
            return found;
        }
        putBack(value);
        return value;
    }
}
