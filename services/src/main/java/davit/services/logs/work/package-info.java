/** What CloudWatch Logs does without a request: it removes what is past its retention. */
@NullMarked
package davit.services.logs.work;

import org.jspecify.annotations.NullMarked;
