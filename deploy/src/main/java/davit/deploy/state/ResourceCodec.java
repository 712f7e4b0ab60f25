package davit.deploy.state;

import davit.deploy.secrets.SecretException;
import davit.deploy.state.Resource.Kind;
import davit.deploy.value.Urn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resources in the JSON of a state file ({@code apitype.ResourceV3}).
 *
 * @param values writes inputs and outputs
 */
record ResourceCodec(ValueCodec values) {
    ObjectNode write(Resource resource) throws SecretException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("urn", resource.urn().text());
        node.put("custom", resource.kind() != Kind.COMPONENT);
        putIf(node, "delete", resource.status().isToDelete());
        putText(node, "id", resource.id());
        node.put("type", resource.urn().type());
        node.set("inputs", values.write(resource.inputs()));
        node.set("outputs", values.write(resource.outputs()));
        writeRelations(node, resource.relations());
        writeOptions(node, resource.options());
        putIf(node, "external", resource.kind() == Kind.EXTERNAL);
        putIf(node, "pendingReplacement", resource.status().isPendingReplacement());
        putTexts(node, "initErrors", resource.status().errors());
        node.put("created", resource.status().created().toString());
        node.put("modified", resource.status().modified().toString());
        return node;
    }

    private static void writeRelations(ObjectNode node, Relations relations) {
        relations.parent().ifPresent(parent -> node.put("parent", parent.text()));
        relations.provider().ifPresent(reference -> node.put("provider", reference.toString()));
        putTexts(node, "dependencies", texts(relations.dependencies()));
        if (!relations.propertyDependencies().isEmpty()) {
            ObjectNode properties = node.putObject("propertyDependencies");
            relations.propertyDependencies().forEach((name, urns) -> {
                ArrayNode list = properties.putArray(name);
                urns.forEach(urn -> list.add(urn.text()));
            });
        }
    }

    private void writeOptions(ObjectNode node, ResourceOptions options) throws SecretException {
        putIf(node, "protect", options.protect());
        putIf(node, "retainOnDelete", options.retainOnDelete());
        options.deleteBeforeReplace().ifPresent(value -> node.put("deleteBeforeReplace", value));
        options.deletedWith().ifPresent(urn -> node.put("deletedWith", urn.text()));
        putTexts(node, "replaceWith", texts(options.replaceWith()));
        putTexts(node, "ignoreChanges", options.ignoreChanges());
        putTexts(node, "replaceOnChanges", options.replaceOnChanges());
        putTexts(node, "additionalSecretOutputs", options.additionalSecretOutputs());
        putText(node, "importID", options.importId());
        if (!options.replacementTrigger().isNull()) {
            node.set("replacementTrigger", values.write(options.replacementTrigger()));
        }
        if (!options.timeouts().equals(Timeouts.NONE)) {
            ObjectNode timeouts = node.putObject("customTimeouts");
            options.timeouts().create().ifPresent(time -> timeouts.put("create", seconds(time)));
            options.timeouts().read().ifPresent(time -> timeouts.put("read", seconds(time)));
            options.timeouts().update().ifPresent(time -> timeouts.put("update", seconds(time)));
            options.timeouts().delete().ifPresent(time -> timeouts.put("delete", seconds(time)));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static List<String> texts(Collection<Urn> urns) {
        return urns.stream().map(Urn::text).toList();
    }

    private static void putIf(ObjectNode node, String name, boolean isTrue) {
        if (isTrue) {
            node.put(name, true);
        }
    }

    private static void putText(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    private static void putTexts(ObjectNode node, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode list = node.putArray(name);
            texts.forEach(list::add);
        }
    }

    Resource read(JsonNode node) throws SecretException {
        return new Resource(
                new Urn(node.path("urn").asString("")),
                kind(node),
                node.path("id").asString(""),
                values.readProperties(node.path("inputs")),
                values.readProperties(node.path("outputs")),
                readRelations(node),
                readOptions(node),
                readStatus(node));
    }

    private static Kind kind(JsonNode node) {
        if (node.path("external").asBoolean(false)) {
            return Kind.EXTERNAL;
        }
        return node.path("custom").asBoolean(false) ? Kind.CUSTOM : Kind.COMPONENT;
    }

    private static Relations readRelations(JsonNode node) {
        NavigableMap<String, NavigableSet<Urn>> properties = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry :
                node.path("propertyDependencies").properties()) {
            properties.put(entry.getKey(), new TreeSet<>(readUrns(entry.getValue())));
        }
        return new Relations(
                text(node, "parent").map(Urn::new),
                text(node, "provider").map(ProviderReference::parse),
                new TreeSet<>(readUrns(node.path("dependencies"))),
                properties);
    }

    private ResourceOptions readOptions(JsonNode node) throws SecretException {
        return new ResourceOptions(
                node.path("protect").asBoolean(false),
                node.path("retainOnDelete").asBoolean(false),
                node.has("deleteBeforeReplace")
                        ? Optional.of(node.path("deleteBeforeReplace").asBoolean(false))
                        : Optional.empty(),
                text(node, "deletedWith").map(Urn::new),
                readUrns(node.path("replaceWith")),
                readTexts(node.path("ignoreChanges")),
                readTexts(node.path("replaceOnChanges")),
                readTexts(node.path("additionalSecretOutputs")),
                readTimeouts(node.path("customTimeouts")),
                node.path("importID").asString(""),
                values.read(node.path("replacementTrigger")));
    }

    private static Timeouts readTimeouts(JsonNode node) {
        return new Timeouts(
                duration(node, "create"), duration(node, "read"), duration(node, "update"), duration(node, "delete"));
    }

    private static Optional<Duration> duration(JsonNode node, String name) {
        return node.has(name)
                ? Optional.of(Duration.ofMillis(Math.round(node.path(name).asDouble(0) * 1000)))
                : Optional.empty();
    }

    private static Status readStatus(JsonNode node) {
        return new Status(
                node.path("delete").asBoolean(false),
                node.path("pendingReplacement").asBoolean(false),
                text(node, "created").map(ResourceCodec::instant).orElse(Instant.EPOCH),
                text(node, "modified").map(ResourceCodec::instant).orElse(Instant.EPOCH),
                readTexts(node.path("initErrors")));
    }

    private static Instant instant(String text) {
        return java.time.OffsetDateTime.parse(text).toInstant();
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name).asString("")).filter(text -> !text.isEmpty());
    }

    private static List<Urn> readUrns(JsonNode node) {
        return readTexts(node).stream().map(Urn::new).toList();
    }

    private static List<String> readTexts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asString("")));
        return texts;
    }
}
