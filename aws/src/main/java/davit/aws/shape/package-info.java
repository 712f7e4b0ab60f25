/** What the SDK's types know about operations and their members. Start at {@link davit.aws.shape.OperationShape}. */
@NullMarked
package davit.aws.shape;

import org.jspecify.annotations.NullMarked;
