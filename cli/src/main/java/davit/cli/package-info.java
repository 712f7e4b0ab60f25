/**
 * The {@code davit} command: one class per command, listed in {@link davit.cli.Main}. Talks to a server by HTTP only.
 */
@NullMarked
package davit.cli;

import org.jspecify.annotations.NullMarked;
