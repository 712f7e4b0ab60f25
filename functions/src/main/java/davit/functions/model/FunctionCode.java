package davit.functions.model;

import org.jspecify.annotations.Nullable;

/**
 * The code of a function: an image, or a ZIP archive that becomes one upon the image of its runtime.
 *
 * @param imageUri as the user gave it, with a tag or a digest; absent for an archive
 * @param resolvedImageUri the same repository with the digest that the tag meant at that time; absent for an archive
 * @param digest names what environments run: the image's manifest, {@code sha256:…}, or the archive with runtime and layers
 * @param zip the archive; absent for an image
 */
public record FunctionCode(
        @Nullable String imageUri,
        @Nullable String resolvedImageUri,
        String digest,
        @Nullable ZipCode zip) {
    /** An image. */
    public static FunctionCode ofImage(String imageUri, String resolvedImageUri, String digest) {
        return new FunctionCode(imageUri, resolvedImageUri, digest, null);
    }

    /** An archive. */
    public static FunctionCode ofZip(ZipCode zip, String digest) {
        return new FunctionCode(null, null, digest, zip);
    }

    /** Lambda's {@code CodeSha256}: an image's digest without its algorithm, or that of an archive in base64. */
    public String codeSha256() {
        return zip == null ? digest.substring(digest.indexOf(':') + 1) : zip.codeSha256();
    }
}
