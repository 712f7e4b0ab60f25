/** Events, filter patterns, errors; pure. */
@NullMarked
package davit.services.logs.model;

import org.jspecify.annotations.NullMarked;
