package davit.images.build;

import davit.base.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The registries that the user logged in to with {@code docker login}, and files that add one more. */
final class UserLogins {
    private static final Set<String> SECTIONS = Set.of("auths", "credHelpers");

    private final ObjectNode configuration;

    private UserLogins(ObjectNode configuration) {
        this.configuration = configuration;
    }

    /** The logins in a folder, which is Docker's own: {@code ~/.docker}. */
    static UserLogins in(Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        if (!Files.isReadable(file)) {
            return new UserLogins(Json.mapper().createObjectNode());
        }
        try {
            return Json.tree(Files.readAllBytes(file)) instanceof ObjectNode object
                    ? new UserLogins(object)
                    : new UserLogins(Json.mapper().createObjectNode());
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON, as Docker writes it: " + e.getOriginalMessage(), e);
        }
    }

    /** Docker's folder of this user. */
    static Path folder() {
        Map<String, String> environment = System.getenv();
        return Path.of(environment.getOrDefault("DOCKER_CONFIG", System.getProperty("user.home") + "/.docker"));
    }

    /** The hosts of those registries. */
    Set<String> hosts() {
        Set<String> hosts = new HashSet<>();
        for (String section : SECTIONS) {
            configuration.path(section).propertyNames().forEach(host -> hosts.add(bare(host)));
        }
        return hosts;
    }

    /** Docker Hub's entry is the address of an interface that is no longer used. */
    private static String bare(String host) {
        return host.contains("index.docker.io") ? "docker.io" : host.replaceFirst("^https?://", "");
    }

    /** Writes a file for Docker: the user's configuration with a login at {@code destination}. */
    void writeForDocker(Destination destination, Path file) throws IOException {
        ObjectNode all = configuration.deepCopy();
        if (all.has("credsStore")) {
            // Where a program keeps the logins of all registries, it does not keep this one.
            section(all, "credHelpers").put(destination.registry(), "");
        }
        write(all, destination, file);
    }

    /** Writes a file for buildah: the user's logins and one at {@code destination}. */
    void writeForBuildah(Destination destination, Path file) throws IOException {
        write(configuration.deepCopy().retain(SECTIONS), destination, file);
    }

    private static void write(ObjectNode all, Destination destination, Path file) throws IOException {
        byte[] pair = (Destination.USER + ":" + destination.password()).getBytes(StandardCharsets.UTF_8);
        section(all, "auths")
                .putObject(destination.registry())
                .put("auth", Base64.getEncoder().encodeToString(pair));
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, Json.bytes(all));
    }

    private static ObjectNode section(ObjectNode all, String name) {
        return all.get(name) instanceof ObjectNode existing ? existing : all.putObject(name);
    }
}
