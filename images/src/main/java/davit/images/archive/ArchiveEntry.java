package davit.images.archive;

import java.nio.file.attribute.FileTime;

/**
 * An entry of a ZIP archive, as its central directory has it.
 *
 * @param name its path, as written
 * @param isDirectory whether the name ends with a slash
 * @param mode type and permissions in Unix's form; 0 if whoever made the archive knew none
 * @param method how its content is packed
 * @param packedSize the length of its content in the archive
 * @param size the length of its content
 * @param checksum the CRC-32 of its content
 * @param headerAt where its own header is
 * @param modifiedAt when it was changed last
 */
public record ArchiveEntry(
        String name,
        boolean isDirectory,
        int mode,
        int method,
        long packedSize,
        long size,
        long checksum,
        long headerAt,
        FileTime modifiedAt) {
    private static final int TYPE = 0xf000;
    private static final int LINK = 0xa000;
    private static final int PERMISSIONS = 0777;
    private static final int READABLE = 0444;
    private static final int DIRECTORY = 0755;
    private static final int FILE = 0644;

    /** Whether its content is the target of a symbolic link. */
    public boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /**
     * The permissions of the file: those of the archive, and everybody may read it, as the user that functions run as
     * is not the files' owner.
     */
    public int permissions() {
        if (isDirectory) {
            return mode == 0 ? DIRECTORY : (mode & PERMISSIONS) | READABLE | 0111;
        }
        return mode == 0 ? FILE : (mode & PERMISSIONS) | READABLE;
    }
}
