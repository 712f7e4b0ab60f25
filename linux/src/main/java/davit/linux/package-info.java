/**
 * The system calls and kernel files that the JDK does not offer, one package per group; nothing here knows of images or
 * functions.
 *
 * <p>The only module that uses {@code java.lang.foreign}, through {@link davit.linux.SystemCall}. Start at the package
 * of the group: mount, cgroup, network, process.
 */
@NullMarked
package davit.linux;

import org.jspecify.annotations.NullMarked;
