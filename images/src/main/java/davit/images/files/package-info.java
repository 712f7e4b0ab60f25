/** Directory trees on the disk. Start at {@link davit.images.files.FileTree}. */
@NullMarked
package davit.images.files;

import org.jspecify.annotations.NullMarked;
