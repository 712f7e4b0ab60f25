/** What all resource types have in common. Start at {@link davit.deploy.aws.resource.AwsResource}. */
@NullMarked
package davit.deploy.aws.resource;

import org.jspecify.annotations.NullMarked;
