/** Functions as values: names, configuration, permissions, invocations, and Lambda's errors; pure. Start at {@link davit.functions.model.Function}. */
@NullMarked
package davit.functions.model;

import org.jspecify.annotations.NullMarked;
