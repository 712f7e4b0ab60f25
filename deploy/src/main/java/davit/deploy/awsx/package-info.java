/**
 * The components of awsx and the image resource that they build with. Start at {@link davit.deploy.awsx.AwsxPackage} and
 * {@link davit.deploy.awsx.DockerBuildPackage}.
 */
@NullMarked
package davit.deploy.awsx;

import org.jspecify.annotations.NullMarked;
