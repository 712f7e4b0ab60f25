package davit.images.oci;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image, {@code HOST/REPOSITORY:TAG} or {@code HOST/REPOSITORY@DIGEST}.
 *
 * @param host the registry's host, with its port if it names one; empty if the text named none
 * @param repository the repository's name
 * @param tag the tag; empty when only a digest was given
 * @param digest the digest; it counts where there is a tag too
 */
public record ImageReference(String host, String repository, Optional<String> tag, Optional<Digest> digest) {
    /** The tag that counts when neither tag nor digest is given. */
    public static final String LATEST = "latest";

    private static final String WORD = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(WORD + "(?:/" + WORD + ")*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern REFERENCE =
            Pattern.compile("(?:([A-Za-z0-9.-]+(?::[0-9]+)?|\\[[0-9a-fA-F:]+\\](?::[0-9]+)?)/)?" + "("
                    + REPOSITORY.pattern() + ")(?::(" + TAG.pattern() + "))?(?:@(sha256:[0-9a-f]{64}))?");
    private static final Pattern PUBLIC_HOST = Pattern.compile("[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");
    private static final int MAX_REPOSITORY_LENGTH = 256;

    /**
     * Reads a reference; the first part is a host if it has a dot or a colon, or is {@code localhost}, as in Docker.
     *
     * @throws IllegalArgumentException if {@code text} is no reference
     */
    public static ImageReference parse(String text) {
        Matcher parts = REFERENCE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an image reference: " + text);
        }
        Optional<Digest> digest = Optional.ofNullable(parts.group(4)).map(Digest::parse);
        Optional<String> tag = Optional.ofNullable(parts.group(3));
        if (tag.isEmpty() && digest.isEmpty()) {
            tag = Optional.of(LATEST);
        }
        String first = Optional.ofNullable(parts.group(1)).orElse("");
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (!isHost && !first.equals(first.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not an image reference: " + text);
        }
        String name = isHost || first.isEmpty() ? parts.group(2) : first + "/" + parts.group(2);
        return new ImageReference(isHost ? first : "", name, tag, digest);
    }

    /** Whether {@code name} may name a repository. */
    public static boolean isRepository(String name) {
        return name.length() <= MAX_REPOSITORY_LENGTH
                && REPOSITORY.matcher(name).matches();
    }

    /** Whether {@code host} may be the name of a host on the internet, which an address and a port are not. */
    public static boolean isPublicHost(String host) {
        return PUBLIC_HOST.matcher(host).matches();
    }

    /** Whether {@code tag} may be a tag. */
    public static boolean isTag(String tag) {
        return TAG.matcher(tag).matches();
    }

    /** The digest if there is one, else the tag: what a manifest is asked for by. */
    public String tagOrDigest() {
        return digest.map(Digest::toString).orElseGet(() -> tag.orElse(LATEST));
    }

    @Override
    public String toString() {
        return (host.isEmpty() ? "" : host + "/")
                + repository
                + tag.map(name -> ":" + name).orElse("")
                + digest.map(name -> "@" + name).orElse("");
    }
}
