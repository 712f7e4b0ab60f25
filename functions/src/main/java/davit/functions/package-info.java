/** Lambda: its control plane and its invocation engine. */
@NullMarked
package davit.functions;

import org.jspecify.annotations.NullMarked;
