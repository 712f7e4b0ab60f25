package davit.functions.model;

/**
 * The image of a function.
 *
 * @param imageUri as the user gave it, with a tag or a digest
 * @param resolvedImageUri the same repository with the digest that the tag meant at that time
 * @param digest the digest of the image's manifest, {@code sha256:…}
 */
public record FunctionCode(String imageUri, String resolvedImageUri, String digest) {
    /** The digest without its algorithm: Lambda's {@code CodeSha256}. */
    public String codeSha256() {
        return digest.substring(digest.indexOf(':') + 1);
    }
}
