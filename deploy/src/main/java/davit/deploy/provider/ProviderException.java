package davit.deploy.provider;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A call that failed; the message is for the user and has the cloud's own words: {@code NoSuchEntity: The role …}. */
public sealed class ProviderException extends Exception permits PartialFailureException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Fails with {@code message}. */
    public ProviderException(String message) {
        super(message);
    }

    /** Fails with {@code message} because of {@code cause}. */
    public ProviderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What went wrong, for the user. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
