/** The {@code davit} command. */
@NullMarked
package davit.cli;

import org.jspecify.annotations.NullMarked;
