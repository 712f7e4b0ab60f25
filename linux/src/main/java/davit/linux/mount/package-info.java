/** Mounts: what can be mounted, as records. Start at {@link davit.linux.mount.Mount}. */
@NullMarked
package davit.linux.mount;

import org.jspecify.annotations.NullMarked;
