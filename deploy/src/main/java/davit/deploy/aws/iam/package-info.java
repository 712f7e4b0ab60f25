/** Resource types of IAM, a class each, and policy documents. */
@NullMarked
package davit.deploy.aws.iam;

import org.jspecify.annotations.NullMarked;
