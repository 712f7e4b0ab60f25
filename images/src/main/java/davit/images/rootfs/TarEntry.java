package davit.images.rootfs;

import java.nio.file.attribute.FileTime;

/**
 * The description of one file in a tar archive.
 *
 * @param name its path, as written
 * @param kind what it is
 * @param size the length of its content in bytes
 * @param linkName for links, where they lead
 * @param mode permissions with the set-user-id, set-group-id and sticky bits
 * @param modifiedAt when it was changed last
 */
record TarEntry(String name, Kind kind, long size, String linkName, int mode, int uid, int gid, FileTime modifiedAt) {
    /** What a file is. */
    enum Kind {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        HARD_LINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO
    }
}
