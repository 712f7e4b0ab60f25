/** What functions need from others: images, and the platform's own endpoint inside of sandboxes. Start at {@link davit.functions.port.FunctionImages}. */
@NullMarked
package davit.functions.port;

import org.jspecify.annotations.NullMarked;
