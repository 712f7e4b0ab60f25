/**
 * What OCI images are made of, as values: digests, references, manifests, configurations.
 *
 * <p>Start at {@link davit.images.oci.ManifestDocument}.
 */
@NullMarked
package davit.images.oci;

import org.jspecify.annotations.NullMarked;
