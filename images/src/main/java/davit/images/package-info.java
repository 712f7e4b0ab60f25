/** OCI images at rest: the registry, its blobs, root file systems and builders. */
@NullMarked
package davit.images;

import org.jspecify.annotations.NullMarked;
