/**
 * Encryption of secrets in state and configuration, in Pulumi's own form. Start at {@link davit.deploy.secrets.SecretCipher}.
 */
@NullMarked
package davit.deploy.secrets;

import org.jspecify.annotations.NullMarked;
