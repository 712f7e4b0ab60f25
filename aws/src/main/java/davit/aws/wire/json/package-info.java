/** The protocols with JSON bodies. Start at {@link davit.aws.wire.json.AwsJson} and {@link davit.aws.wire.json.RestJson}. */
@NullMarked
package davit.aws.wire.json;

import org.jspecify.annotations.NullMarked;
