package davit.deploy.secrets;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A secret that cannot be encrypted or decrypted; the message says why. */
public final class SecretException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    SecretException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
