/**
 * The system calls and kernel files that the JDK does not offer, one class per group; nothing here knows of images or
 * functions.
 *
 * <p>The only package that uses {@code java.lang.foreign}.
 */
@NullMarked
package davit.linux;

import org.jspecify.annotations.NullMarked;
