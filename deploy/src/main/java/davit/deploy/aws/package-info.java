/** Resource types and functions of AWS. Start at {@link davit.deploy.aws.AwsPackage}. */
@NullMarked
package davit.deploy.aws;

import org.jspecify.annotations.NullMarked;
