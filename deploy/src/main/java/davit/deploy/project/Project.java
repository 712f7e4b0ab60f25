package davit.deploy.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program, as {@code Pulumi.yaml} describes it.
 *
 * @param folder the absolute folder of {@code Pulumi.yaml}
 * @param name the project's name
 * @param runtime the language, as {@code nodejs} or {@code python}
 * @param runtimeOptions the language's options, as {@code virtualenv}; each value as text
 * @param main the entry point, or the folder of the program, relative to {@code folder}; empty for the folder itself
 * @param configuration values for every stack that sets no other, by whole key
 */
public record Project(
        Path folder,
        String name,
        String runtime,
        Map<String, String> runtimeOptions,
        String main,
        Map<String, String> configuration) {
    private static final String FILE = "Pulumi.yaml";

    /** Keeps copies. */
    public Project {
        runtimeOptions = Map.copyOf(runtimeOptions);
        configuration = Map.copyOf(configuration);
    }

    /**
     * Reads {@code Pulumi.yaml} of a folder.
     *
     * @throws ProjectException if there is none or it is wrong
     */
    public static Project read(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Path file = absolute.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ProjectException(
                    "there is no " + FILE + " in " + absolute + "; go to the program's folder, or name it");
        }
        Map<String, Object> yaml = Yaml.read(file);
        String name = Yaml.text(yaml.get("name"));
        if (name.isEmpty()) {
            throw new ProjectException(file + " lacks the project's 'name'");
        }
        Object runtime = yaml.get("runtime");
        Map<String, Object> details = Yaml.map(runtime);
        String language = details.isEmpty() ? Yaml.text(runtime) : Yaml.text(details.get("name"));
        if (language.isEmpty()) {
            throw new ProjectException(file + " lacks the program's 'runtime'");
        }
        Map<String, String> options = new LinkedHashMap<>();
        Yaml.map(details.get("options")).forEach((key, value) -> options.put(key, Yaml.text(value)));
        return new Project(
                absolute,
                name,
                language,
                options,
                Yaml.text(yaml.get("main")),
                configuration(name, Yaml.map(yaml.get("config"))));
    }

    private static Map<String, String> configuration(String project, Map<String, Object> config) {
        Map<String, String> values = new LinkedHashMap<>();
        config.forEach((key, value) -> {
            Map<String, Object> details = Yaml.map(value);
            Object chosen = details.isEmpty() ? value : details.getOrDefault("value", details.get("default"));
            if (chosen != null) {
                values.put(StackConfiguration.wholeKey(project, key), Yaml.json(chosen));
            }
        });
        return values;
    }

    /** The folder of the program. */
    public Path programFolder() {
        Path named = folder.resolve(main).normalize();
        return Files.isDirectory(named) ? named : folder;
    }

    /** The same program in another folder that has the same files. */
    public Project in(Path other) {
        return new Project(other, name, runtime, runtimeOptions, main, configuration);
    }
}
