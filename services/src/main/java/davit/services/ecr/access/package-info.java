/** Who may push and pull. Start at {@link davit.services.ecr.access.EcrRegistryAccess}. */
@NullMarked
package davit.services.ecr.access;

import org.jspecify.annotations.NullMarked;
