/** What all wire protocols share. Start at {@link davit.aws.wire.WireProtocol}. */
@NullMarked
package davit.aws.wire;

import org.jspecify.annotations.NullMarked;
