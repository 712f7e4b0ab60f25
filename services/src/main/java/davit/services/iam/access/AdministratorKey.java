package davit.services.iam.access;

import davit.base.json.Json;
import davit.services.iam.model.Ids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The key of the account's owner, made at the first start and kept in a file that only the owner of the process reads.
 *
 * @param accessKeyId {@code AKIA…}
 * @param secretAccessKey signs
 */
public record AdministratorKey(String accessKeyId, String secretAccessKey) {
    /** Reads the key, or makes it if there is none. */
    public static AdministratorKey in(Path file, Ids ids) throws IOException {
        if (!Files.exists(file)) {
            write(file, new AdministratorKey(ids.unique("AKIA"), ids.secret()));
        }
        return Json.read(Files.readAllBytes(file), AdministratorKey.class);
    }

    private static void write(Path file, AdministratorKey key) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(Json.bytes(key)));
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("another process makes " + file, e);
        }
        Files.move(unfinished, file);
    }
}
