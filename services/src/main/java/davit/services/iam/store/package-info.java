/** Roles, policies and sessions as they survive a restart. */
@NullMarked
package davit.services.iam.store;

import org.jspecify.annotations.NullMarked;
