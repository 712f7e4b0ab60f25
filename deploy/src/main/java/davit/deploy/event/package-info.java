/** What happens while a stack is deployed, for whoever shows it. Start at {@link davit.deploy.event.DeploymentEvent}. */
@NullMarked
package davit.deploy.event;

import org.jspecify.annotations.NullMarked;
