/**
 * Answers that reach the client while the function still makes them. Start at
 * {@link davit.functions.streaming.StreamedInvocation}.
 */
@NullMarked
package davit.functions.streaming;

import org.jspecify.annotations.NullMarked;
