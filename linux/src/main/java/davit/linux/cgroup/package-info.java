/**
 * Control groups of either kind, v1 and v2: limits, freezing, killing, measuring. Start at {@link
 * davit.linux.cgroup.Cgroups}.
 */
@NullMarked
package davit.linux.cgroup;

import org.jspecify.annotations.NullMarked;
