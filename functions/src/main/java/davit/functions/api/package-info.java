/** Lambda's operations, one class each, named as AWS names them. Start at {@link davit.functions.api.Operations}. */
@NullMarked
package davit.functions.api;

import org.jspecify.annotations.NullMarked;
