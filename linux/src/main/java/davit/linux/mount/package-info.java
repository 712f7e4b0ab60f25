/**
 * Mounts: what can be mounted, as records, and mounting it. Start at {@link davit.linux.mount.Mount} and {@link
 * davit.linux.mount.Mounts}.
 */
@NullMarked
package davit.linux.mount;

import org.jspecify.annotations.NullMarked;
