/** What happens without a request: new images are prepared, accepted events are delivered. Start at {@link davit.functions.work.AsyncInvoker}. */
@NullMarked
package davit.functions.work;

import org.jspecify.annotations.NullMarked;
