/** Finds the server that a command talks to, or starts one. Start at {@link davit.cli.endpoint.EndpointOptions}. */
@NullMarked
package davit.cli.endpoint;

import org.jspecify.annotations.NullMarked;
