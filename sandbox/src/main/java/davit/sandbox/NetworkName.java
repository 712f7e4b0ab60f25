package davit.sandbox;

/**
 * Names a network that sandboxes can be in.
 *
 * @param value up to 32 digits and letters in lower case; none for {@link #DEFAULT}
 */
public record NetworkName(String value) {
    /** The network of sandboxes for which none is named. */
    public static final NetworkName DEFAULT = new NetworkName("");

    /** Checks the letters. */
    public NetworkName {
        if (!value.matches("[0-9a-z]{0,32}")) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no name of a network: it has 1 to 32 letters of a to z, and digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
