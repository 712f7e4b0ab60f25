package davit.deploy.state;

import davit.deploy.value.Urn;

/**
 * A provider resource, written {@code URN::ID}.
 *
 * @param urn its name
 * @param id its id
 */
public record ProviderReference(Urn urn, String id) {
    private static final String SEPARATOR = "::";

    /**
     * Reads {@code URN::ID}.
     *
     * @throws IllegalArgumentException if it does not have this form
     */
    public static ProviderReference parse(String text) {
        int end = text.lastIndexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a reference to a provider (URN::ID)");
        }
        return new ProviderReference(new Urn(text.substring(0, end)), text.substring(end + SEPARATOR.length()));
    }

    @Override
    public String toString() {
        return urn + SEPARATOR + id;
    }
}
