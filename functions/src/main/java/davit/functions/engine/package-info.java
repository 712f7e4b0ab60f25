/** Runs invocations: where each goes, and the life of execution environments. Start at {@link davit.functions.engine.Dispatcher}. */
@NullMarked
package davit.functions.engine;

import org.jspecify.annotations.NullMarked;
