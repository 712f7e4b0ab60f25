package davit.deploy.project;

import davit.deploy.secrets.Passphrase;
import davit.deploy.secrets.SecretCipher;
import davit.deploy.secrets.SecretException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The configuration of a stack, {@code Pulumi.STACK.yaml} beside {@code Pulumi.yaml}. Secret values are encrypted in it as
 * Pulumi's passphrase provider does.
 */
public final class StackConfiguration {
    private static final String SALT = "encryptionsalt";
    private static final String SECURE = "secure";

    private final Project project;
    private final Path file;
    private final Map<String, Object> root;
    private final SecretCipher cipher;

    private StackConfiguration(Project project, Path file, Map<String, Object> root, SecretCipher cipher) {
        this.project = project;
        this.file = file;
        this.root = root;
        this.cipher = cipher;
    }

    /**
     * A value.
     *
     * @param text the value in the clear; JSON if it is structured
     * @param isSecret whether it is secret
     */
    public record Value(String text, boolean isSecret) {}

    /**
     * Reads the configuration of a stack; one without a file has none of its own.
     *
     * @param environment where the passphrase is looked for
     * @param keyFile the file of a passphrase that nobody chose
     */
    public static StackConfiguration read(Project project, String stack, Map<String, String> environment, Path keyFile)
            throws IOException {
        Path file = project.folder().resolve("Pulumi." + stack + ".yaml");
        Map<String, Object> root = Files.exists(file) ? Yaml.read(file) : new LinkedHashMap<>();
        Supplier<String> passphrase = Passphrase.from(environment, keyFile);
        return new StackConfiguration(project, file, root, new SecretCipher(passphrase, Yaml.text(root.get(SALT))));
    }

    /** The key with its namespace: {@code size} of the project {@code web} is {@code web:size}. */
    public static String wholeKey(String project, String key) {
        return key.contains(":") ? key : project + ":" + key;
    }

    /** Every value by its whole key, those of {@code Pulumi.yaml} among them. */
    public Map<String, Value> values() throws SecretException {
        Map<String, Value> values = new TreeMap<>();
        project.configuration().forEach((key, text) -> values.put(key, new Value(text, false)));
        for (Map.Entry<String, Object> entry : Yaml.map(root.get("config")).entrySet()) {
            values.put(wholeKey(project.name(), entry.getKey()), value(entry.getValue()));
        }
        return values;
    }

    /** One value; empty if there is none. */
    public Optional<Value> value(String key) throws SecretException {
        return Optional.ofNullable(values().get(wholeKey(project.name(), key)));
    }

    private Value value(Object yaml) throws SecretException {
        boolean[] isSecret = {false};
        Object clear = decrypted(yaml, isSecret);
        return new Value(Yaml.json(clear), isSecret[0]);
    }

    private Object decrypted(Object yaml, boolean[] isSecret) throws SecretException {
        Map<String, Object> members = Yaml.map(yaml);
        if (members.size() == 1 && members.containsKey(SECURE)) {
            isSecret[0] = true;
            return cipher.decrypt(Yaml.text(members.get(SECURE)));
        }
        if (!members.isEmpty()) {
            for (Map.Entry<String, Object> member : members.entrySet()) {
                member.setValue(decrypted(member.getValue(), isSecret));
            }
            return members;
        }
        if (yaml instanceof List<?> items) {
            List<Object> clear = new ArrayList<>();
            for (Object item : items) {
                clear.add(decrypted(item, isSecret));
            }
            return clear;
        }
        return yaml;
    }

    /** Sets a value and writes the file. */
    public void set(String key, Value value) throws IOException {
        Map<String, Object> config = Yaml.map(root.get("config"));
        Object written = value.isSecret() ? Map.of(SECURE, cipher.encrypt(value.text())) : value.text();
        config.put(wholeKey(project.name(), key), written);
        root.put("config", config);
        store();
    }

    /** Removes a value and writes the file; returns whether it was there. */
    public boolean remove(String key) throws IOException {
        Map<String, Object> config = Yaml.map(root.get("config"));
        boolean wasThere = config.remove(wholeKey(project.name(), key)) != null;
        root.put("config", config);
        store();
        return wasThere;
    }

    private void store() throws IOException {
        if (!cipher.salt().isEmpty()) {
            root.put(SALT, cipher.salt());
        }
        Yaml.write(file, root);
    }
}
