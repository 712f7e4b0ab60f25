/** The one place that reads clocks and waits. Everything else is given a {@link davit.base.time.Time}. */
@NullMarked
package davit.base.time;

import org.jspecify.annotations.NullMarked;
