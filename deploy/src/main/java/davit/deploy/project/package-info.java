/**
 * The files that say what a program is: {@code Pulumi.yaml} and {@code Pulumi.STACK.yaml}. Start at {@link
 * davit.deploy.project.Project}.
 */
@NullMarked
package davit.deploy.project;

import org.jspecify.annotations.NullMarked;
