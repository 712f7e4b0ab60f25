/** JSON as Davit reads and writes it. Start at {@link davit.base.json.Json}. */
@NullMarked
package davit.base.json;

import org.jspecify.annotations.NullMarked;
