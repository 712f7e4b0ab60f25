/** Signature Version 4: who signed a request, and whether it is the one that was signed. Start at {@link davit.aws.sigv4.SignatureVerifier}. */
@NullMarked
package davit.aws.sigv4;

import org.jspecify.annotations.NullMarked;
