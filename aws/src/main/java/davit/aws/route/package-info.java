/** Which operation a request asks for. Start at {@link davit.aws.route.OperationRoutes}. */
@NullMarked
package davit.aws.route;

import org.jspecify.annotations.NullMarked;
