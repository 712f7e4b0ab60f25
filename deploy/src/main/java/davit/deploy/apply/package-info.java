/**
 * What does: registers the resources of a program, carries out the steps that they need and records each in the state.
 * Start at {@link davit.deploy.apply.Registrar}.
 */
@NullMarked
package davit.deploy.apply;

import org.jspecify.annotations.NullMarked;
