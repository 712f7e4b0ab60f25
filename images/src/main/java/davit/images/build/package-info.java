/**
 * Images built from a Dockerfile, by Docker or by buildah, and pushed to a registry.
 *
 * <p>Start at {@link davit.images.build.ImageBuilds}.
 */
@NullMarked
package davit.images.build;

import org.jspecify.annotations.NullMarked;
