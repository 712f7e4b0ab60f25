/** What services offer each other without knowing each other: authorisation, credentials, event targets, log sinks. */
@NullMarked
package davit.aws.port;

import org.jspecify.annotations.NullMarked;
