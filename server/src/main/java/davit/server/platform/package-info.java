/**
 * What only the composition root can do: join modules that do not know each other, and show the platform's own pages.
 *
 * <p>Start at {@link davit.server.Platform}.
 */
@NullMarked
package davit.server.platform;

import org.jspecify.annotations.NullMarked;
