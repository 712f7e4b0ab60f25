/**
 * The deployment engine: runs a Pulumi program, plans and applies its resources. Start at {@link
 * davit.deploy.Deployment}.
 */
@NullMarked
package davit.deploy;

import org.jspecify.annotations.NullMarked;
