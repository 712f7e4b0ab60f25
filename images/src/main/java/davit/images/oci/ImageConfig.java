package davit.images.oci;

import com.fasterxml.jackson.annotation.JsonProperty;
import davit.base.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * How the program of an image is run, from the image's configuration.
 *
 * @param platform what it runs on
 * @param entrypoint the program and its first arguments; empty if the image has none
 * @param command further arguments, or the program when there is no entry point
 * @param environment variables
 * @param workingDirectory where it runs; {@code /} if the image does not say
 * @param user as the image says: a name or number, with a group after a colon; empty if it does not say
 * @param layers the digests of the uncompressed layers, the lowest first
 */
public record ImageConfig(
        Platform platform,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        String user,
        List<Digest> layers) {
    /** Keeps copies. */
    public ImageConfig {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        layers = List.copyOf(layers);
    }

    /** The same with other layers. */
    public ImageConfig withLayers(List<Digest> others) {
        return new ImageConfig(platform, entrypoint, command, environment, workingDirectory, user, others);
    }

    /**
     * Reads a configuration in OCI's or Docker's form.
     *
     * @throws ManifestDocument.MalformedException if it is none, as that of an artifact
     */
    public static ImageConfig parse(byte[] json) throws ManifestDocument.MalformedException {
        try {
            return Json.read(json, Written.class).checked();
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ManifestDocument.MalformedException("the image configuration cannot be read: " + e.getMessage());
        }
    }

    private record Written(
            @Nullable String architecture,
            @Nullable String os,
            @Nullable String variant,
            @Nullable Settings config,
            @Nullable RootFs rootfs) {
        private ImageConfig checked() throws ManifestDocument.MalformedException {
            if (architecture == null || os == null || rootfs == null || rootfs.diffIds == null) {
                throw new ManifestDocument.MalformedException(
                        "the image configuration lacks architecture, os or rootfs.diff_ids: it is not that of an image");
            }
            Settings settings = config == null ? Settings.NONE : config;
            return new ImageConfig(
                    new Platform(architecture, os, variant),
                    orNone(settings.entrypoint),
                    orNone(settings.command),
                    settings.variables(),
                    Optional.ofNullable(settings.workingDirectory)
                            .filter(text -> !text.isEmpty())
                            .orElse("/"),
                    Optional.ofNullable(settings.user).orElse(""),
                    rootfs.diffIds);
        }

        private static List<String> orNone(@Nullable List<String> words) {
            return words == null ? List.of() : words;
        }
    }

    private record RootFs(
            @JsonProperty("diff_ids") @Nullable List<Digest> diffIds) {}

    private record Settings(
            @JsonProperty("Entrypoint") @Nullable List<String> entrypoint,
            @JsonProperty("Cmd") @Nullable List<String> command,
            @JsonProperty("Env") @Nullable List<String> environment,
            @JsonProperty("WorkingDir") @Nullable String workingDirectory,
            @JsonProperty("User") @Nullable String user) {
        private static final Settings NONE = new Settings(null, null, null, null, null);

        private Map<String, String> variables() {
            Map<String, String> variables = new TreeMap<>();
            for (String pair : environment == null ? List.<String>of() : environment) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    variables.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
            }
            return variables;
        }
    }
}
