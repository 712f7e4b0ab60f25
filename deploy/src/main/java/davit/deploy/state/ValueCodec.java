package davit.deploy.state;

import davit.base.json.Json;
import davit.deploy.secrets.SecretCipher;
import davit.deploy.secrets.SecretException;
import davit.deploy.value.Properties;
import davit.deploy.value.PropertyValue;
import davit.deploy.value.PropertyValue.ArchiveValue;
import davit.deploy.value.PropertyValue.AssetValue;
import davit.deploy.value.PropertyValue.BooleanValue;
import davit.deploy.value.PropertyValue.ListValue;
import davit.deploy.value.PropertyValue.NullValue;
import davit.deploy.value.PropertyValue.NumberValue;
import davit.deploy.value.PropertyValue.ObjectValue;
import davit.deploy.value.PropertyValue.OutputValue;
import davit.deploy.value.PropertyValue.ReferenceValue;
import davit.deploy.value.PropertyValue.SecretValue;
import davit.deploy.value.PropertyValue.Source;
import davit.deploy.value.PropertyValue.TextValue;
import davit.deploy.value.PropertyValue.UnknownValue;
import davit.deploy.value.Signatures;
import davit.deploy.value.Urn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values in the JSON of a state file.
 *
 * @param cipher encrypts and decrypts secrets
 * @param form how secrets are written
 */
public record ValueCodec(SecretCipher cipher, SecretForm form) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long EXACT = 1L << 53;

    /** How secrets are written; each form can be read. */
    public enum SecretForm {
        /** Encrypted. */
        ENCRYPTED,
        /** In the clear, still marked as secret. */
        CLEAR,
        /** As {@code [secret]}, for the screen. */
        MASKED,
        /** As what they hold, without a mark. */
        BARE
    }

    /** Writes properties. */
    public ObjectNode write(Properties properties) throws SecretException {
        ObjectNode node = NODES.objectNode();
        for (Map.Entry<String, PropertyValue> entry : properties.values().entrySet()) {
            node.set(entry.getKey(), write(entry.getValue()));
        }
        return node;
    }

    /** Writes one value. */
    public JsonNode write(PropertyValue value) throws SecretException {
        return switch (value) {
            case NullValue _ -> NODES.nullNode();
            case BooleanValue(boolean truth) -> NODES.booleanNode(truth);
            case NumberValue(double number) -> number(number);
            case TextValue(String text) -> NODES.stringNode(text);
            case UnknownValue _ -> NODES.stringNode(Signatures.UNKNOWN);
            case ListValue(List<PropertyValue> items) -> list(items);
            case ObjectValue(Properties members) -> write(members);
            case SecretValue(PropertyValue inner) -> secret(inner);
            case OutputValue(PropertyValue inner, var _) -> write(inner);
            case AssetValue(String hash, Source source, String content) ->
                signed(Signatures.ASSET).put("hash", hash).put(member(source), content);
            case ArchiveValue archive -> archive(archive);
            case ReferenceValue(Urn urn, PropertyValue id, String version) ->
                signed(Signatures.RESOURCE)
                        .put("urn", urn.text())
                        .put("packageVersion", version)
                        .set("id", write(id));
        };
    }

    private static JsonNode number(double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < EXACT;
        return isWhole ? NODES.numberNode((long) number) : NODES.numberNode(number);
    }

    private ArrayNode list(List<PropertyValue> items) throws SecretException {
        ArrayNode array = NODES.arrayNode();
        for (PropertyValue item : items) {
            array.add(write(item));
        }
        return array;
    }

    private JsonNode secret(PropertyValue inner) throws SecretException {
        return switch (form) {
            case ENCRYPTED ->
                signed(Signatures.SECRET)
                        .put(
                                "ciphertext",
                                cipher.encrypt(new ValueCodec(cipher, SecretForm.CLEAR)
                                        .write(inner)
                                        .toString()));
            case CLEAR ->
                signed(Signatures.SECRET).put("plaintext", write(inner).toString());
            case MASKED -> NODES.stringNode("[secret]");
            case BARE -> write(inner);
        };
    }

    private JsonNode archive(ArchiveValue archive) throws SecretException {
        ObjectNode node = signed(Signatures.ARCHIVE).put("hash", archive.hash());
        return archive.source() == Source.ASSETS
                ? node.set("assets", write(archive.assets()))
                : node.put(member(archive.source()), archive.content());
    }

    private static String member(Source source) {
        return switch (source) {
            case TEXT -> "text";
            case PATH -> "path";
            case URI -> "uri";
            case ASSETS -> "assets";
        };
    }

    private static ObjectNode signed(String signature) {
        return NODES.objectNode().put(Signatures.KEY, signature);
    }

    /** Reads properties. */
    public Properties readProperties(JsonNode node) throws SecretException {
        Map<String, PropertyValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            values.put(entry.getKey(), read(entry.getValue()));
        }
        return new Properties(values);
    }

    /** Reads one value. */
    public PropertyValue read(JsonNode node) throws SecretException {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> PropertyValue.nothing();
            case BOOLEAN -> PropertyValue.of(node.asBoolean());
            case NUMBER -> PropertyValue.of(node.asDouble());
            case STRING ->
                node.asString().equals(Signatures.UNKNOWN)
                        ? PropertyValue.unknown()
                        : PropertyValue.of(node.asString());
            case ARRAY -> readList(node);
            case OBJECT -> readObject(node);
            case BINARY, POJO -> throw new IllegalStateException("no JSON text has a " + node.getNodeType());
        };
    }

    private PropertyValue readList(JsonNode node) throws SecretException {
        List<PropertyValue> items = new java.util.ArrayList<>();
        for (JsonNode item : node) {
            items.add(read(item));
        }
        return PropertyValue.of(items);
    }

    private PropertyValue readObject(JsonNode node) throws SecretException {
        String hash = node.path("hash").asString("");
        return switch (node.path(Signatures.KEY).asString("")) {
            case Signatures.SECRET -> readSecret(node);
            case Signatures.ASSET -> new AssetValue(hash, source(node), content(node));
            case Signatures.ARCHIVE ->
                new ArchiveValue(hash, source(node), content(node), readProperties(node.path("assets")));
            case Signatures.RESOURCE ->
                new ReferenceValue(
                        new Urn(node.path("urn").asString("")),
                        read(node.path("id")),
                        node.path("packageVersion").asString(""));
            default -> PropertyValue.of(readProperties(node));
        };
    }

    private PropertyValue readSecret(JsonNode node) throws SecretException {
        String text = node.has("plaintext")
                ? node.path("plaintext").asString("")
                : cipher.decrypt(node.path("ciphertext").asString(""));
        return new SecretValue(read(Json.tree(text)));
    }

    private static Source source(JsonNode node) {
        for (Source source : Source.values()) {
            if (node.has(member(source))) {
                return source;
            }
        }
        return Source.TEXT;
    }

    private static String content(JsonNode node) {
        Source source = source(node);
        return source == Source.ASSETS ? "" : node.path(member(source)).asString("");
    }
}
