/**
 * What the commands that deploy programs share: their options, how they ask and how they show what happens. Start at
 * {@link davit.cli.deployment.DeploymentOptions}.
 */
@NullMarked
package davit.cli.deployment;

import org.jspecify.annotations.NullMarked;
