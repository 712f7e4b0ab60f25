/** What is used, for what it would cost. Start at {@link davit.functions.usage.UsageMeter}. */
@NullMarked
package davit.functions.usage;

import org.jspecify.annotations.NullMarked;
