package davit.images.rootfs;

import java.util.List;

/**
 * A layer that was unpacked.
 *
 * @param directory the name of its directory
 * @param bytes the length of all its files
 * @param entries the number of its entries
 * @param impliedDirectories directories that it has only because of what is in them: it says nothing of their owner
 *     and mode
 */
record Layer(String directory, long bytes, long entries, List<String> impliedDirectories) {
    Layer {
        impliedDirectories = List.copyOf(impliedDirectories);
    }
}
