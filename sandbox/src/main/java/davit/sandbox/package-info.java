/**
 * Runs one image in isolation: namespaces, cgroups, root file system, and the process inside.
 *
 * <p>Knows nothing of Lambda: no functions, no invocations, no billing. Start at {@link davit.sandbox.Sandboxes}.
 */
@NullMarked
package davit.sandbox;

import org.jspecify.annotations.NullMarked;
