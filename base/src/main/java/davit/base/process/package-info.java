/** Programs of the machine, run to their end. Start at {@link davit.base.process.Command}. */
@NullMarked
package davit.base.process;

import org.jspecify.annotations.NullMarked;
