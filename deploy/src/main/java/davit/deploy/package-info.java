/** The deployment engine: runs a Pulumi program, plans and applies its resources. */
@NullMarked
package davit.deploy;

import org.jspecify.annotations.NullMarked;
