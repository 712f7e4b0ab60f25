package davit.deploy.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/** Where the passphrase comes from: {@code PULUMI_CONFIG_PASSPHRASE}, the file it names, else a file of Davit's own. */
public final class Passphrase {
    private static final int RANDOM_BYTES = 32;

    private Passphrase() {}

    /**
     * The passphrase of this machine's user.
     *
     * @param environment the variables of the process
     * @param keyFile the file for a passphrase that nobody had to choose; made with mode 600 when it is first needed
     */
    public static Supplier<String> from(Map<String, String> environment, Path keyFile) {
        return () -> {
            try {
                String chosen = environment.get("PULUMI_CONFIG_PASSPHRASE");
                if (chosen != null) {
                    return chosen;
                }
                String file = environment.get("PULUMI_CONFIG_PASSPHRASE_FILE");
                return file != null ? Files.readString(Path.of(file)).strip() : ofKeyFile(keyFile);
            } catch (IOException e) {
                throw new UncheckedIOException("reading the passphrase of the stack's secrets", e);
            }
        };
    }

    private static String ofKeyFile(Path keyFile) throws IOException {
        if (!Files.exists(keyFile)) {
            byte[] bytes = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(bytes);
            Files.createDirectories(keyFile.toAbsolutePath().getParent());
            write(keyFile, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(keyFile).strip();
    }

    private static void write(Path keyFile, String passphrase) throws IOException {
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path written = Files.createTempFile(keyFile.toAbsolutePath().getParent(), "key", ".tmp", ownerOnly);
        try {
            Files.writeString(written, passphrase, StandardOpenOption.SYNC);
            Files.createLink(keyFile, written); // unlike a rename this never replaces the key of another process
        } catch (FileAlreadyExistsException e) {
            return; // another process was first; its key is the one to use
        } finally {
            Files.delete(written);
        }
    }
}
