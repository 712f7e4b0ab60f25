/** Groups and streams in records, events in files. */
@NullMarked
package davit.services.logs.store;

import org.jspecify.annotations.NullMarked;
