/**
 * The values that programs, providers and state exchange. Start at {@link davit.deploy.value.PropertyValue} and
 * {@link davit.deploy.value.Properties}.
 */
@NullMarked
package davit.deploy.value;

import org.jspecify.annotations.NullMarked;
