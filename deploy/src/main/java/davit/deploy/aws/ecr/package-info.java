/** Resource types of ECR, a class each. */
@NullMarked
package davit.deploy.aws.ecr;

import org.jspecify.annotations.NullMarked;
