package davit.deploy.state;

import davit.base.json.Json;
import davit.base.time.Time;
import davit.deploy.secrets.Passphrase;
import davit.deploy.secrets.SecretCipher;
import davit.deploy.state.ValueCodec.SecretForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The file of a stack's state, {@code stacks/PROJECT/STACK.json} in the data folder.
 *
 * <p>A write replaces the file as a whole and has reached the disk when it returns: a reader, or the next run after a
 * power loss, finds the old state or the new one.
 *
 * <p>Thread safety: {@link #write} is for one thread at a time.
 */
public final class StackFile {
    private final Path file;
    private final Path keyFile;
    private final Time time;
    private final Map<String, String> environment;
    private SecretCipher cipher;

    private StackFile(Path file, Path keyFile, Map<String, String> environment, Time time) {
        this.file = file;
        this.keyFile = keyFile;
        this.environment = environment;
        this.time = time;
        this.cipher = cipherWith("");
    }

    /**
     * Opens the state of a stack; a stack that never ran has none yet.
     *
     * @param data the data folder
     * @param name the project and stack
     * @param environment where the passphrase is looked for
     */
    public static StackFile open(Path data, StackName name, Map<String, String> environment, Time time)
            throws IOException {
        Path stacks = data.resolve("stacks");
        Path file = stacks.resolve(name.project()).resolve(name.stack() + ".json");
        StackFile opened = new StackFile(file, stacks.resolve("secret.key"), environment, time);
        JsonNode whole = opened.readTree();
        opened.cipher = opened.cipherWith(whole == null ? "" : DeploymentCodec.salt(whole));
        return opened;
    }

    /** The file. */
    public Path path() {
        return file;
    }

    /** Encrypts and decrypts the secrets of the stack. */
    public SecretCipher cipher() {
        return cipher;
    }

    /** Whether there is a state. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** The state; nothing if there is none yet. */
    public Snapshot read() throws IOException {
        JsonNode whole = readTree();
        return whole == null ? Snapshot.EMPTY : new DeploymentCodec(cipher, SecretForm.ENCRYPTED).read(whole);
    }

    /** Replaces the state. */
    public void write(Snapshot snapshot) throws IOException {
        store(new DeploymentCodec(cipher, SecretForm.ENCRYPTED).write(snapshot, time));
    }

    /** The state as {@code stack export} prints it. */
    public String export(SecretForm form) throws IOException {
        JsonNode whole = new DeploymentCodec(cipher, form).write(read(), time);
        return whole.toPrettyString();
    }

    /**
     * Replaces the state by an exported one, whose secrets must have been encrypted with this user's passphrase or be in
     * the clear.
     *
     * @throws StateException if it belongs to another stack or is damaged
     */
    public void importFrom(String text, StackName name) throws IOException {
        JsonNode whole = parse(text, "the deployment to import");
        SecretCipher theirs = cipherWith(DeploymentCodec.salt(whole));
        Snapshot snapshot = new DeploymentCodec(theirs, SecretForm.ENCRYPTED).read(whole);
        for (Resource resource : snapshot.resources()) {
            if (!resource.urn().stack().equals(name.stack())
                    || !resource.urn().project().equals(name.project())) {
                throw new StateException(
                        "the deployment has " + resource.urn() + ", which belongs to another stack than " + name);
            }
        }
        cipher = theirs;
        write(snapshot);
    }

    /** Removes the state. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Locks the stack for this process until the lock is closed; a process that dies loses it.
     *
     * @throws StateException if another run has it
     */
    public Lock lock() throws IOException {
        Files.createDirectories(file.getParent());
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            String holder = Files.readString(lockFile).strip();
            channel.close();
            throw new StateException("another run (process " + holder + ") is working on this stack; wait for its end");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return new Lock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process has it
        }
    }

    /** A stack that no other process may change. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private SecretCipher cipherWith(String salt) {
        return new SecretCipher(Passphrase.from(environment, keyFile), salt);
    }

    private @Nullable JsonNode readTree() throws IOException {
        return Files.exists(file) ? parse(Files.readString(file), file.toString()) : null;
    }

    private static JsonNode parse(String text, String what) throws StateException {
        try {
            return Json.tree(text);
        } catch (JacksonException e) {
            throw new StateException(what + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private void store(JsonNode whole) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(whole.toPrettyString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true); // the new name, too, must survive a power loss
        }
    }
}
