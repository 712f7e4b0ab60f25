/** Threads: groups of virtual threads that end together. */
@NullMarked
package davit.base.concurrent;

import org.jspecify.annotations.NullMarked;
