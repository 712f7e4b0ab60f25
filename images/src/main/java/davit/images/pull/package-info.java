/**
 * Images of public registries: pulled through and kept, or, without a network, built by Davit's own recipes.
 *
 * <p>Start at {@link davit.images.pull.PullThrough}.
 */
@NullMarked
package davit.images.pull;

import org.jspecify.annotations.NullMarked;
