/**
 * OCI images at rest: the registry, its blobs, root file systems and builders.
 *
 * <p>Start at {@link davit.images.ImageStore}, which makes the root file systems of functions, and at {@link
 * davit.images.registry.RegistryHandler}, which takes what users push.
 */
@NullMarked
package davit.images;

import org.jspecify.annotations.NullMarked;
