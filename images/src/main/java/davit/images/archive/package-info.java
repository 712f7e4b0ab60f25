/** ZIP archives with the code of functions, read with suspicion. Start at {@link davit.images.archive.CodeArchive}. */
@NullMarked
package davit.images.archive;

import org.jspecify.annotations.NullMarked;
