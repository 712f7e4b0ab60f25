/**
 * The registry's content: repositories, their manifests and tags, and the blobs that they use.
 *
 * <p>Start at {@link davit.images.repository.Repositories}.
 */
@NullMarked
package davit.images.repository;

import org.jspecify.annotations.NullMarked;
