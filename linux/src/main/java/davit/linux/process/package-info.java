/**
 * Processes that the JDK did not start, and their pipes. Start at {@link davit.linux.process.Children} and {@link
 * davit.linux.process.Poller}.
 */
@NullMarked
package davit.linux.process;

import org.jspecify.annotations.NullMarked;
