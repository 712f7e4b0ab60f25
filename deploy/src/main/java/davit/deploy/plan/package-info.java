/**
 * What decides, without doing anything: which step a resource needs, and in which order resources are deleted. Start at
 * {@link davit.deploy.plan.Planner}.
 */
@NullMarked
package davit.deploy.plan;

import org.jspecify.annotations.NullMarked;
