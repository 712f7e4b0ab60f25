/** What a service is made of: operations, their access, their errors, the context of a request. Start at {@link davit.aws.operation.Operation}. */
@NullMarked
package davit.aws.operation;

import org.jspecify.annotations.NullMarked;
