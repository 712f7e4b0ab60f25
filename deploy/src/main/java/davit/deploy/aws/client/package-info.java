/** Clients of AWS as a provider is configured. Start at {@link davit.deploy.aws.client.Aws}. */
@NullMarked
package davit.deploy.aws.client;

import org.jspecify.annotations.NullMarked;
