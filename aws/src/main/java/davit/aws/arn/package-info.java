/** Amazon Resource Names. */
@NullMarked
package davit.aws.arn;

import org.jspecify.annotations.NullMarked;
