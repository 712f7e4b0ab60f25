/** The resource types of AWS against a started server. Start at {@link davit.resources.ResourceLifeTest}. */
@NullMarked
package davit.resources;

import org.jspecify.annotations.NullMarked;
