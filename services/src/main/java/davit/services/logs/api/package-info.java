/** One class per operation of CloudWatch Logs. */
@NullMarked
package davit.services.logs.api;

import org.jspecify.annotations.NullMarked;
