/** Resource types of Lambda, a class each. */
@NullMarked
package davit.deploy.aws.lambda;

import org.jspecify.annotations.NullMarked;
