/** The Runtime API as a function's process sees it. Start at {@link davit.functions.runtimeapi.RuntimeApi}. */
@NullMarked
package davit.functions.runtimeapi;

import org.jspecify.annotations.NullMarked;
