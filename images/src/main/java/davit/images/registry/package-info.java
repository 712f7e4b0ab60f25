/**
 * The registry over HTTP: the OCI distribution specification 1.1 at {@code /v2/}.
 *
 * <p>Start at {@link davit.images.registry.RegistryHandler}. Who may do what is decided by
 * {@link davit.images.registry.RegistryAccess}, which ECR answers.
 */
@NullMarked
package davit.images.registry;

import org.jspecify.annotations.NullMarked;
