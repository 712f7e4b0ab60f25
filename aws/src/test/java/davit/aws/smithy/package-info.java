/** Smithy's protocol tests against the wire protocols. Start at {@link davit.aws.smithy.SmithyProtocolTest}. */
@NullMarked
package davit.aws.smithy;

import org.jspecify.annotations.NullMarked;
