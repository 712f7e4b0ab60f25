package davit.deploy.state;

import davit.base.time.Time;
import davit.deploy.secrets.SecretCipher;
import davit.deploy.secrets.SecretException;
import davit.deploy.state.ValueCodec.SecretForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Snapshots in Pulumi's deployment format version 3, the JSON of {@code pulumi stack export}.
 *
 * @param cipher encrypts and decrypts secrets
 * @param form how secrets are written
 */
public record DeploymentCodec(SecretCipher cipher, SecretForm form) {
    private static final int VERSION = 3;
    private static final String PRODUCT = "davit-0.1.0";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Writes a snapshot. */
    public ObjectNode write(Snapshot snapshot, Time time) throws SecretException {
        ResourceCodec resources = new ResourceCodec(new ValueCodec(cipher, form));
        ArrayNode list = NODES.arrayNode();
        for (Resource resource : snapshot.resources()) {
            list.add(resources.write(resource));
        }
        ArrayNode pending = NODES.arrayNode();
        for (PendingOperation operation : snapshot.pendingOperations()) {
            pending.add(NODES.objectNode()
                    .put("type", operation.type().name().toLowerCase(Locale.ROOT))
                    .set("resource", resources.write(operation.resource())));
        }
        ObjectNode deployment = NODES.objectNode();
        deployment.set("manifest", manifest(time));
        if (!cipher.salt().isEmpty()) {
            deployment
                    .putObject("secrets_providers")
                    .put("type", "passphrase")
                    .putObject("state")
                    .put("salt", cipher.salt());
        }
        deployment.set("resources", list);
        if (!pending.isEmpty()) {
            deployment.set("pending_operations", pending);
        }
        deployment.putObject("metadata");
        ObjectNode whole = NODES.objectNode().put("version", VERSION);
        whole.set("deployment", deployment);
        return whole;
    }

    private static ObjectNode manifest(Time time) {
        return NODES.objectNode()
                .put("time", time.now().toString())
                .put("magic", magic())
                .put("version", PRODUCT);
    }

    private static String magic() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(PRODUCT.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The salt that the secrets of {@code whole} were encrypted with; empty if it has none. */
    public static String salt(JsonNode whole) {
        return whole.path("deployment")
                .path("secrets_providers")
                .path("state")
                .path("salt")
                .asString("");
    }

    /**
     * Reads a snapshot.
     *
     * @throws StateException if it has another version, or is damaged
     */
    public Snapshot read(JsonNode whole) throws SecretException, StateException {
        if (whole.path("version").asInt(0) != VERSION) {
            throw new StateException(
                    "the deployment has version " + whole.path("version") + "; only version " + VERSION + " is known");
        }
        JsonNode deployment = whole.path("deployment");
        if (!deployment.isObject()) {
            throw new StateException("it has no deployment, as pulumi stack export writes it");
        }
        ResourceCodec codec = new ResourceCodec(new ValueCodec(cipher, form));
        try {
            List<Resource> resources = new ArrayList<>();
            for (JsonNode node : deployment.path("resources")) {
                resources.add(codec.read(node));
            }
            List<PendingOperation> pending = new ArrayList<>();
            for (JsonNode node : deployment.path("pending_operations")) {
                PendingOperation.Type type = PendingOperation.Type.valueOf(
                        node.path("type").asString("").toUpperCase(Locale.ROOT));
                pending.add(new PendingOperation(codec.read(node.path("resource")), type));
            }
            return new Snapshot(resources, pending);
        } catch (IllegalArgumentException | java.time.format.DateTimeParseException e) {
            throw new StateException("the deployment is damaged: " + e.getMessage());
        }
    }
}
