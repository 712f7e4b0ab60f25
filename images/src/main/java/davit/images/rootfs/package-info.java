/**
 * Layers unpacked to directories that overlayfs can lay over each other.
 *
 * <p>Start at {@link davit.images.rootfs.LayerStore}.
 */
@NullMarked
package davit.images.rootfs;

import org.jspecify.annotations.NullMarked;
