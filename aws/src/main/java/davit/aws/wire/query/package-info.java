/** The query protocol: forms in, XML out. Start at {@link davit.aws.wire.query.AwsQuery}. */
@NullMarked
package davit.aws.wire.query;

import org.jspecify.annotations.NullMarked;
