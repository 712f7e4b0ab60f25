/** Answers in parts that come one after the other. Start at {@link davit.aws.eventstream.EventMessage}. */
@NullMarked
package davit.aws.eventstream;

import org.jspecify.annotations.NullMarked;
