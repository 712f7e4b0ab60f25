package davit.deploy.project;

import davit.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML files whose root is a map. */
final class Yaml {
    private Yaml() {}

    /** Reads a file; an empty one is an empty map. */
    static Map<String, Object> read(Path file) throws IOException {
        try {
            Object root = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            return map(root);
        } catch (YamlEngineException e) {
            String message = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
            throw new ProjectException(file + " is no YAML: " + message);
        }
    }

    /** Writes a file. */
    static void write(Path file, Map<String, Object> root) throws IOException {
        DumpSettings settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        Files.writeString(file, new Dump(settings).dumpToString(root));
    }

    /** A map with text keys; empty if {@code value} is none. */
    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> typed = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> typed.put(String.valueOf(key), member));
        }
        return typed;
    }

    /** A scalar as text; empty for nothing. */
    static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    /** A scalar as text, anything else as JSON: how programs read structured configuration. */
    static String json(Object value) {
        return value instanceof Map<?, ?> || value instanceof Iterable<?> ? Json.text(value) : text(value);
    }
}
