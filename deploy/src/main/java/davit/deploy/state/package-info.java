/**
 * What a stack has: its resources and the operations under way, kept in Pulumi's deployment format version 3. Start at
 * {@link davit.deploy.state.Resource} and {@link davit.deploy.state.StackFile}.
 */
@NullMarked
package davit.deploy.state;

import org.jspecify.annotations.NullMarked;
