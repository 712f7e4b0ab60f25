/**
 * The ports behind the engine: what makes resources, answers functions, expands components and builds images.
 *
 * <p>A package of resource types ({@code aws}, {@code awsx}) is a {@link davit.deploy.provider.ProviderPackage}; start
 * there, then {@link davit.deploy.provider.ResourceType}.
 */
@NullMarked
package davit.deploy.provider;

import org.jspecify.annotations.NullMarked;
