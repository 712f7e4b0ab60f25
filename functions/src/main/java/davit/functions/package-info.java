/**
 * Lambda: the control plane and the invocation engine.
 *
 * <p>Start at {@link davit.functions.LambdaService}, the door; one invocation goes from {@code api.Invoke} through
 * {@code engine.Dispatcher} and {@code engine.LocalEnvironment} to {@code runtimeapi.RuntimeApi}.
 */
@NullMarked
package davit.functions;

import org.jspecify.annotations.NullMarked;
